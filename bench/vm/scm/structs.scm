; The same work as ../structs.lm
(define-record-type p (fields (mutable x) (mutable y) (mutable vx) (mutable vy) (mutable hits)))
(define (step p) (p-x-set! p (+ (p-x p) (p-vx p))) (p-y-set! p (+ (p-y p) (p-vy p)))
 (if (or (< (p-x p) 0) (> (p-x p) 1000)) (begin (p-vx-set! p (- (p-vx p))) (p-hits-set! p (+ 1 (p-hits p)))))
 (if (or (< (p-y p) 0) (> (p-y p) 1000)) (begin (p-vy-set! p (- (p-vy p))) (p-hits-set! p (+ 1 (p-hits p))))))
(define (main) (let ((a (make-vector 10))) (do ((i 0 (+ i 1))) ((= i 10)) (vector-set! a i (make-p (* i 10) (* i 20) (+ i 1) (- 10 i) 0)))
 (do ((t 0 (+ t 1))) ((= t 200000)) (do ((i 0 (+ i 1))) ((= i 10)) (step (vector-ref a i))))
 (let l ((i 0) (h 0)) (if (< i 10) (l (+ i 1) (+ h (p-hits (vector-ref a i)))) (begin (display h) (newline))))))
(main)
