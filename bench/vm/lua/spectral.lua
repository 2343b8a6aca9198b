-- The same work as ../spectral.lm
local function A(i,j) return 1.0/((i+j)*(i+j+1)/2.0+i+1) end
local function av(n,x,y) local i=0 while i<n do local s,j=0.0,0 while j<n do s=s+A(i,j)*x[j]; j=j+1 end y[i]=s; i=i+1 end end
local function atv(n,x,y) local i=0 while i<n do local s,j=0.0,0 while j<n do s=s+A(j,i)*x[j]; j=j+1 end y[i]=s; i=i+1 end end
local function main()
local n=300 local u,v,t={},{},{}
for i=0,n-1 do u[i]=1.0; v[i]=0.0; t[i]=0.0 end
for k=1,10 do av(n,u,t) atv(n,t,v) av(n,v,t) atv(n,t,u) end
local a,b=0.0,0.0
for i=0,n-1 do a=a+u[i]*v[i]; b=b+v[i]*v[i] end
print(string.format("%.9f", math.sqrt(a/b)))
end
main()
