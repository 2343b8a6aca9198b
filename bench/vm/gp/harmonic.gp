\\ The same work as ../harmonic.lm
f()={my(h=0,i=1); while(i<=55000, h=h+1/i; i=i+1); print(h)};
f(); quit
