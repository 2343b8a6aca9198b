# The same work as ../spectral.lm
def a(i,j) 1.0/((i+j)*(i+j+1)/2.0+i+1) end
def av(n,x,y) i=0; while i<n; s=0.0; j=0; while j<n; s=s+a(i,j)*x[j]; j=j+1; end; y[i]=s; i=i+1; end end
def atv(n,x,y) i=0; while i<n; s=0.0; j=0; while j<n; s=s+a(j,i)*x[j]; j=j+1; end; y[i]=s; i=i+1; end end
def main; n=300; u=[1.0]*n; v=[0.0]*n; t=[0.0]*n
10.times { av(n,u,t); atv(n,t,v); av(n,v,t); atv(n,t,u) }
p=0.0; q=0.0; n.times { |i| p+=u[i]*v[i]; q+=v[i]*v[i] }
puts "%.9f" % Math.sqrt(p/q); end
main
