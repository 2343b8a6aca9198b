// The same work as ../matmul.lm
function mk(n){ let a=[]; for(let i=0;i<n;i++){ let r=[]; for(let j=0;j<n;j++)r.push((i*n+j)%17*0.5); a.push(r);} return a; }
function main(){ let n=200,a=mk(n),b=mk(n),c=mk(n),i=0; while(i<n){ let j=0; while(j<n){ let s=0.0,k=0; while(k<n){ s=s+a[i][k]*b[k][j]; k=k+1; } c[i][j]=s; j=j+1; } i=i+1; } let t=0; for(let i=0;i<n;i++)t+=c[i][i]; console.log(t.toFixed(1)); }
main();
