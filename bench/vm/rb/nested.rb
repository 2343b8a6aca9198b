# The same work as ../nested.lm
def main; n=250; s=0; i=0
while i<n; j=0; while j<n; k=0; while k<n; s=s+(i*j+k)%7; k=k+1; end; j=j+1; end; i=i+1; end
puts s; end
main
