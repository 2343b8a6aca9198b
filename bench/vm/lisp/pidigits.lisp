; The same work as ../pidigits.lm
(defun main (n) (let ((q 1) (r 0) (tt 1) (k 1) (i 0) (sm 0)) (loop while (< i n) do (let ((k2 (+ (* 2 k) 1))) (setq r (* (+ (* 2 q) r) k2) tt (* tt k2) q (* q k) k (+ k 1)) (when (>= r q) (let* ((x (+ (* 3 q) r)) (d (floor x tt)) (u (+ (- x (* d tt)) q))) (when (> tt u) (setq sm (mod (+ (* sm 10) d) 1000003) i (+ i 1) r (* 10 (- r (* tt d))) q (* q 10))))))) (format t "~a~%" sm)))
(main 5500)
