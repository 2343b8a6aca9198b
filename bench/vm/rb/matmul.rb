# The same work as ../matmul.lm
def mk(n) (0...n).map{|i| (0...n).map{|j| (i*n+j)%17*0.5}} end
def main; n=200; a=mk(n); b=mk(n); c=mk(n); i=0
while i<n; j=0; while j<n; s=0.0; k=0; while k<n; s=s+a[i][k]*b[k][j]; k=k+1; end; c[i][j]=s; j=j+1; end; i=i+1; end
t=0.0; n.times{|i| t+=c[i][i]}; puts "%.1f" % t; end
main
