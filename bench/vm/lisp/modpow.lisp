; The same work as ../modpow.lm
(defun mp (b e m) (let ((r 1)) (setq b (mod b m)) (loop while (> e 0) do (if (= 1 (mod e 2)) (setq r (mod (* r b) m))) (setq b (mod (* b b) m) e (floor e 2))) r))
(defun main () (let ((s 0)) (loop for i from 1 to 300000 do (setq s (mod (+ s (mp i 1000000005 1000000007)) 1000000007))) (format t "~a~%" s)))
(main)
