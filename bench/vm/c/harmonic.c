// The same work as ../harmonic.lm, in GMP
#include <gmp.h>
#include <stdio.h>

int main(void) {
    mpq_t h, t;
    mpq_inits(h, t, NULL);
    for (int i = 1; i <= 55000; i++) {
        mpq_set_ui(t, 1, i);
        mpq_add(h, h, t);
    }
    gmp_printf("%Zd/%Zd\n", mpq_numref(h), mpq_denref(h));
}
