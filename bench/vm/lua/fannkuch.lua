-- The same work as ../fannkuch.lm
local function main()
local n=9
local p,q,s={},{},{}
local sign,maxf,sum=1,0,0
for i=0,n-1 do p[i]=i q[i]=i s[i]=i end
while true do
 local q0=p[0]
 if q0~=0 then
  local i=1 while i<n do q[i]=p[i]; i=i+1 end
  local fl=1
  while true do
   local qq=q[q0]
   if qq==0 then sum=sum+sign*fl; if fl>maxf then maxf=fl end break end
   q[q0]=q0
   if q0>=3 then local i,j=1,q0-1 while i<j do local t=q[i]; q[i]=q[j]; q[j]=t; i=i+1; j=j-1 end end
   q0=qq; fl=fl+1
  end
 end
 if sign==1 then local t=p[0]; p[0]=p[1]; p[1]=t; sign=-1
 else
  local t=p[1]; p[1]=p[2]; p[2]=t; sign=1
  local i=2
  while true do
   local sx=s[i]
   if sx~=0 then s[i]=sx-1 break end
   if i==n-1 then print(sum.." "..maxf) return end
   s[i]=i
   t=p[0]
   local j=0 while j<=i do p[j]=p[j+1]; j=j+1 end
   i=i+1; p[i]=t
  end
 end
end
end
main()
