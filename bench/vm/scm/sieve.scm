; The same work as ../sieve.lm
(define (main n)
 (let ((a (make-vector (+ n 1) #t)))
 (let loop ((i 2) (c 0)) (if (<= i n)
   (if (vector-ref a i) (begin (let lj ((j (+ i i))) (if (<= j n) (begin (vector-set! a j #f) (lj (+ j i))))) (loop (+ i 1) (+ c 1))) (loop (+ i 1) c))
   (begin (display c) (newline))))))
(main 3000000)
