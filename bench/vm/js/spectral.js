// The same work as ../spectral.lm
function A(i,j){ return 1.0/((i+j)*(i+j+1)/2.0+i+1); }
function av(n,x,y){ let i=0; while(i<n){ let s=0.0,j=0; while(j<n){ s=s+A(i,j)*x[j]; j=j+1; } y[i]=s; i=i+1; } }
function atv(n,x,y){ let i=0; while(i<n){ let s=0.0,j=0; while(j<n){ s=s+A(j,i)*x[j]; j=j+1; } y[i]=s; i=i+1; } }
function main(){ let n=300,u=[],v=[],t=[]; for(let i=0;i<n;i++){u.push(1.0);v.push(0.0);t.push(0.0);} for(let k=0;k<10;k++){av(n,u,t);atv(n,t,v);av(n,v,t);atv(n,t,u);} let a=0,b=0; for(let i=0;i<n;i++){a+=u[i]*v[i];b+=v[i]*v[i];} console.log(Math.sqrt(a/b).toFixed(9)); }
main();
