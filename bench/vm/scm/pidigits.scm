; The same work as ../pidigits.lm
(define (main n) (let loop ((q 1) (r 0) (t 1) (k 1) (i 0) (sm 0)) (if (< i n)
 (let* ((k2 (+ (* 2 k) 1)) (r (* (+ (* 2 q) r) k2)) (t (* t k2)) (q (* q k)) (k (+ k 1)))
  (if (>= r q) (let* ((x (+ (* 3 q) r)) (d (quotient x t)) (u (+ (- x (* d t)) q)))
    (if (> t u) (loop (* q 10) (* 10 (- r (* t d))) t k (+ i 1) (modulo (+ (* sm 10) d) 1000003)) (loop q r t k i sm)))
   (loop q r t k i sm))) (begin (display sm) (newline)))))
(main 5500)
