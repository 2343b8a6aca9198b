# The same work as ../sieve.lm
def main; n=3000000; c=0; a=[]; i=0
while i<=n; a.push(true); i=i+1; end
i=2
while i<=n; if a[i]; c=c+1; j=i+i; while j<=n; a[j]=false; j=j+i; end; end; i=i+1; end
puts c; end
main
