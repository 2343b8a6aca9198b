// The same work as ../mandel.lm
function main(){ let n=400,c=0,y=0; while(y<n){ let ci=2.0*y/n-1.0,x=0; while(x<n){ let cr=2.0*x/n-1.5,zr=0.0,zi=0.0,i=0; while(i<50&&zr*zr+zi*zi<=4.0){ let t=zr*zr-zi*zi+cr; zi=2.0*zr*zi+ci; zr=t; i=i+1; } if(i===50)c=c+1; x=x+1; } y=y+1; } console.log(c); }
main();
