-- The same work as ../structs.lm
local function step(p)
 p.x=p.x+p.vx; p.y=p.y+p.vy
 if p.x<0 or p.x>1000 then p.vx=-p.vx; p.hits=p.hits+1 end
 if p.y<0 or p.y>1000 then p.vy=-p.vy; p.hits=p.hits+1 end
end
local function main()
local a={}
for i=0,9 do a[i]={x=i*10,y=i*20,vx=i+1,vy=10-i,hits=0} end
local t=0
while t<200000 do local i=0 while i<10 do step(a[i]); i=i+1 end t=t+1 end
local h=0 for i=0,9 do h=h+a[i].hits end
print(h)
end
main()
