; The same work as ../nested.lm
(define (main n)
 (let li ((i 0) (s 0)) (if (< i n)
  (li (+ i 1) (let lj ((j 0) (s s)) (if (< j n)
   (lj (+ j 1) (let lk ((k 0) (s s)) (if (< k n) (lk (+ k 1) (+ s (modulo (+ (* i j) k) 7))) s))) s)))
  (begin (display s) (newline)))))
(main 250)
