// The same work as ../nbody.lm
const PI=3.141592653589793,SM=4*PI*PI,D=365.24;
function B(x,y,z,vx,vy,vz,m){ return {x:x,y:y,z:z,vx:vx,vy:vy,vz:vz,m:m}; }
const b=[B(0,0,0,0,0,0,SM),
B(4.84143144246472090e+00,-1.16032004402742839e+00,-1.03622044471123109e-01,1.66007664274403694e-03*D,7.69901118419740425e-03*D,-6.90460016972063023e-05*D,9.54791938424326609e-04*SM),
B(8.34336671824457987e+00,4.12479856412430479e+00,-4.03523417114321381e-01,-2.76742510726411899e-03*D,4.99852801234917238e-03*D,2.30417297573763929e-05*D,2.85885980666130812e-04*SM),
B(1.28943695621391310e+01,-1.51111514016986312e+01,-2.23307578892655734e-01,2.96460137564761618e-03*D,2.37847173959480950e-03*D,-2.96589568540237556e-05*D,4.36624404335156298e-05*SM),
B(1.53796971148509165e+01,-2.59193146099879641e+01,1.79258772950371181e-01,2.68067772490389322e-03*D,1.62824170038242295e-03*D,-9.51592254519715870e-05*D,5.15138902046611451e-05*SM)];
const sqrt=Math.sqrt;
function advance(b,dt){ let n=5,i=0;
 while(i<n){ const bi=b[i]; let j=i+1;
  while(j<n){ const bj=b[j]; const dx=bi.x-bj.x,dy=bi.y-bj.y,dz=bi.z-bj.z; const d2=dx*dx+dy*dy+dz*dz; const mag=dt/(d2*sqrt(d2));
   bi.vx=bi.vx-dx*bj.m*mag; bi.vy=bi.vy-dy*bj.m*mag; bi.vz=bi.vz-dz*bj.m*mag;
   bj.vx=bj.vx+dx*bi.m*mag; bj.vy=bj.vy+dy*bi.m*mag; bj.vz=bj.vz+dz*bi.m*mag; j=j+1; }
  i=i+1; }
 i=0; while(i<n){ const q=b[i]; q.x=q.x+dt*q.vx; q.y=q.y+dt*q.vy; q.z=q.z+dt*q.vz; i=i+1; } }
function main(){ let px=0,py=0,pz=0; for(let i=0;i<5;i++){ px+=b[i].vx*b[i].m; py+=b[i].vy*b[i].m; pz+=b[i].vz*b[i].m; }
 b[0].vx=-px/SM; b[0].vy=-py/SM; b[0].vz=-pz/SM; let s=0; while(s<200000){ advance(b,0.01); s=s+1; }
 let e=0; for(let i=0;i<5;i++){ const q=b[i]; e+=0.5*q.m*(q.vx*q.vx+q.vy*q.vy+q.vz*q.vz); for(let j=i+1;j<5;j++){ const r=b[j]; const dx=q.x-r.x,dy=q.y-r.y,dz=q.z-r.z; e-=q.m*r.m/sqrt(dx*dx+dy*dy+dz*dz); } }
 console.log(e.toFixed(9)); }
main();
