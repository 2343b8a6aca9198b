; The same work as ../matmul.lm
(define (mk n) (let ((a (make-vector n))) (do ((i 0 (+ i 1))) ((= i n) a) (let ((r (make-vector n))) (do ((j 0 (+ j 1))) ((= j n)) (vector-set! r j (* 0.5 (modulo (+ (* i n) j) 17)))) (vector-set! a i r)))))
(define (main n) (let ((a (mk n)) (b (mk n)) (c (mk n)))
 (do ((i 0 (+ i 1))) ((= i n)) (do ((j 0 (+ j 1))) ((= j n))
  (vector-set! (vector-ref c i) j (let lk ((k 0) (s 0.0)) (if (< k n) (lk (+ k 1) (+ s (* (vector-ref (vector-ref a i) k) (vector-ref (vector-ref b k) j)))) s)))))
 (let loop ((i 0) (t 0.0)) (if (< i n) (loop (+ i 1) (+ t (vector-ref (vector-ref c i) i))) (begin (display t) (newline))))))
(main 200)
