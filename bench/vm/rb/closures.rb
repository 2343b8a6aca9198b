# The same work as ../closures.lm
def map_(a,f) r=[]; i=0; n=a.length; while i<n; r.push(f.(a[i])); i=i+1; end; r end
def filter_(a,f) r=[]; i=0; n=a.length; while i<n; x=a[i]; r.push(x) if f.(x); i=i+1; end; r end
def main; n=1000; tot=0; a=(0...n).to_a; r=0
while r<3000; k=r; b=map_(a, ->(x){x+k}); c=filter_(b, ->(x){x%3!=0}); s=0; i=0; m=c.length; while i<m; s=s+c[i]; i=i+1; end; tot=(tot+s)%1000007; r=r+1; end
puts tot; end
main
