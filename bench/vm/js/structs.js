// The same work as ../structs.lm
function step(p){ p.x=p.x+p.vx; p.y=p.y+p.vy; if(p.x<0||p.x>1000){p.vx=-p.vx;p.hits=p.hits+1;} if(p.y<0||p.y>1000){p.vy=-p.vy;p.hits=p.hits+1;} }
function main(){ let a=[]; for(let i=0;i<10;i++)a.push({x:i*10,y:i*20,vx:i+1,vy:10-i,hits:0}); let t=0; while(t<200000){ let i=0; while(i<10){ step(a[i]); i=i+1; } t=t+1; } let h=0; for(let i=0;i<10;i++)h+=a[i].hits; console.log(h); }
main();
