\\ The same work as ../pidigits.lm
f(n)={my(q=1,r=0,t=1,k=1,i=0,sm=0,k2,x,d,u); while(i<n, k2=2*k+1; r=(2*q+r)*k2; t=t*k2; q=q*k; k=k+1; if(r>=q, x=3*q+r; d=x\t; u=x-d*t+q; if(t>u, sm=(sm*10+d)%1000003; i=i+1; r=(r-t*d)*10; q=q*10))); print(sm)};
f(5500); quit
