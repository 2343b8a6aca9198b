; The same work as ../spectral.lm
(define (A i j) (/ 1.0 (+ (/ (* (+ i j) (+ i j 1)) 2.0) i 1)))
(define (av n x y) (let li ((i 0)) (if (< i n) (begin (vector-set! y i (let lj ((j 0) (s 0.0)) (if (< j n) (lj (+ j 1) (+ s (* (A i j) (vector-ref x j)))) s))) (li (+ i 1))))))
(define (atv n x y) (let li ((i 0)) (if (< i n) (begin (vector-set! y i (let lj ((j 0) (s 0.0)) (if (< j n) (lj (+ j 1) (+ s (* (A j i) (vector-ref x j)))) s))) (li (+ i 1))))))
(define (main n) (let ((u (make-vector n 1.0)) (v (make-vector n 0.0)) (t (make-vector n 0.0)))
 (do ((k 0 (+ k 1))) ((= k 10)) (av n u t) (atv n t v) (av n v t) (atv n t u))
 (let loop ((i 0) (a 0.0) (b 0.0)) (if (< i n) (loop (+ i 1) (+ a (* (vector-ref u i) (vector-ref v i))) (+ b (* (vector-ref v i) (vector-ref v i)))) (begin (display (sqrt (/ a b))) (newline))))))
(main 300)
