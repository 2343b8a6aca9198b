; The same work as ../fact.lm
(defun main () (let ((s 0)) (dotimes (r 20) (let ((f 1)) (loop for i from 2 to 13000 do (setq f (* f i))) (incf s (mod (mod f 1000000000000000003) 1000003)))) (format t "~a~%" s)))
(main)
