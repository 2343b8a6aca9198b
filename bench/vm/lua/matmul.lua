-- The same work as ../matmul.lm
local function mk(n) local a={} for i=0,n-1 do local r={} for j=0,n-1 do r[j]=(i*n+j)%17*0.5 end a[i]=r end return a end
local function main()
local n=200 local a,b,c=mk(n),mk(n),mk(n)
local i=0
while i<n do local j=0
 while j<n do local s,k=0.0,0
  while k<n do s=s+a[i][k]*b[k][j]; k=k+1 end
  c[i][j]=s; j=j+1 end
 i=i+1 end
local t=0.0 for i=0,n-1 do t=t+c[i][i] end
print(string.format("%.1f",t))
end
main()
