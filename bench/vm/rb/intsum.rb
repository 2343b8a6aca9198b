# The same work as ../intsum.lm
def main; n=30000000; i=0; s=0; while i<n; s=s+i; i=i+1; end; puts s; end
main
