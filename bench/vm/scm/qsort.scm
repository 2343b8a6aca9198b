; The same work as ../qsort.lm
(define (qs a lo hi) (if (< lo hi) (let ((p (vector-ref a (+ lo (quotient (- hi lo) 2)))))
 (let outer ((i lo) (j hi)) (if (<= i j)
  (let li ((i i)) (if (< (vector-ref a i) p) (li (+ i 1)) (let lj ((j j)) (if (> (vector-ref a j) p) (lj (- j 1))
   (if (<= i j) (let ((t (vector-ref a i))) (vector-set! a i (vector-ref a j)) (vector-set! a j t) (outer (+ i 1) (- j 1))) (outer i j))))))
  (begin (if (< lo j) (qs a lo j)) (qs a i hi)))))))
(define (main n) (let ((a (make-vector n))) (let l ((i 0) (x 42)) (if (< i n) (let ((x (modulo (+ (* x 1103) 12345) 2147483))) (vector-set! a i x) (l (+ i 1) x)))) (qs a 0 (- n 1)) (let l ((i 0) (s 0)) (if (< i n) (l (+ i 1) (modulo (+ (* s 3) (vector-ref a i)) 1000003)) (begin (display s) (newline))))))
(main 500000)
