-- The same work as ../closures.lm
local function map(a,f) local r={} local i,n=1,#a while i<=n do r[i]=f(a[i]); i=i+1 end return r end
local function filter(a,f) local r={} local i,n=1,#a while i<=n do local x=a[i] if f(x) then r[#r+1]=x end i=i+1 end return r end
local function main()
local n,tot,a=1000,0,{}
for i=1,n do a[i]=i-1 end
local r=0
while r<3000 do
 local k=r
 local b=map(a,function(x) return x+k end)
 local c=filter(b,function(x) return x%3~=0 end)
 local s,i,m=0,1,#c
 while i<=m do s=s+c[i]; i=i+1 end
 tot=(tot+s)%1000007; r=r+1
end
print(tot)
end
main()
