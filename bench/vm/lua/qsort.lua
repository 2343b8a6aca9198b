-- The same work as ../qsort.lm
local function qs(a,lo,hi)
 while lo<hi do
  local mid=lo+(hi-lo-(hi-lo)%2)/2
  if math.tointeger then mid=math.tointeger(mid) end
  local p,i,j=a[mid],lo,hi
  while i<=j do
   while a[i]<p do i=i+1 end
   while a[j]>p do j=j-1 end
   if i<=j then local t=a[i]; a[i]=a[j]; a[j]=t; i=i+1; j=j-1 end
  end
  if lo<j then qs(a,lo,j) end
  lo=i
 end
end
local function main()
local n,x=500000,42 local a={}
local i=0 while i<n do x=(x*1103+12345)%2147483; a[i]=x; i=i+1 end
qs(a,0,n-1)
local s=0 i=0 while i<n do s=(s*3+a[i])%1000003; i=i+1 end
print(s)
end
main()
