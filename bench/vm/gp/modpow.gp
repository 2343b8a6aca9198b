\\ The same work as ../modpow.lm
mp(b,e,m)={my(r=1); b=b%m; while(e>0, if(e%2==1,r=r*b%m); b=b*b%m; e=e\2); r};
f()={my(s=0,i=1); while(i<=300000, s=(s+mp(i,1000000005,1000000007))%1000000007; i=i+1); print(s)};
f(); quit
