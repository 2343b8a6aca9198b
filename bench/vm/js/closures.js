// The same work as ../closures.lm
function map(a,f){ let r=[],i=0,n=a.length; while(i<n){ r.push(f(a[i])); i=i+1; } return r; }
function filter(a,f){ let r=[],i=0,n=a.length; while(i<n){ let x=a[i]; if(f(x))r.push(x); i=i+1; } return r; }
function main(){ let n=1000,tot=0,a=[]; for(let i=0;i<n;i++)a.push(i); let r=0; while(r<3000){ let k=r; let b=map(a,x=>x+k); let c=filter(b,x=>x%3!==0); let s=0,i=0,m=c.length; while(i<m){s=s+c[i];i=i+1;} tot=(tot+s)%1000007; r=r+1; } console.log(tot); }
main();
