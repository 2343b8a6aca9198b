// The same work as ../fannkuch.lm
function main(){ let n=9,p=[],q=[],s=[],sign=1,maxf=0,sum=0; for(let i=0;i<n;i++){p.push(i);q.push(i);s.push(i);}
 while(true){ let q0=p[0]; if(q0!==0){ let i=1; while(i<n){q[i]=p[i];i=i+1;} let fl=1; while(true){ let qq=q[q0]; if(qq===0){ sum=sum+sign*fl; if(fl>maxf)maxf=fl; break; } q[q0]=q0; if(q0>=3){ let i=1,j=q0-1; while(i<j){let t=q[i];q[i]=q[j];q[j]=t;i=i+1;j=j-1;} } q0=qq; fl=fl+1; } }
 if(sign===1){ let t=p[0];p[0]=p[1];p[1]=t;sign=-1; } else { let t=p[1];p[1]=p[2];p[2]=t;sign=1; let i=2; while(true){ let sx=s[i]; if(sx!==0){s[i]=sx-1;break;} if(i===n-1){ console.log(sum+" "+maxf); return; } s[i]=i; t=p[0]; let j=0; while(j<=i){p[j]=p[j+1];j=j+1;} i=i+1; p[i]=t; } } } }
main();
