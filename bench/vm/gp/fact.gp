\\ The same work as ../fact.lm
f()={my(s=0,r=0,p,i); while(r<20, p=1; i=2; while(i<=13000, p=p*i; i=i+1); s=s+p%1000000000000000003%1000003; r=r+1); print(s)};
f(); quit
