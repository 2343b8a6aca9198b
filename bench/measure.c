// Runs one command and writes what it used: measure FILE SECONDS PROGRAM [ARGUMENT…]
//   FILE gets "user seconds, system seconds, largest resident kB, exit status" (128 + signal when it was killed);
//   SECONDS is the processor time it may take, 0 for any.
// The benchmarks start everything through this small process because the kernel charges a child with the memory and the
// fork of its parent: below a Python process nothing could be seen to need less than Python.
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char** argv) {
    if (argc < 4) return 2;
    FILE* out = fopen(argv[1], "w");
    if (out == NULL) return 2;
    rlim_t seconds = (rlim_t)atoi(argv[2]);
    pid_t child = fork();
    if (child < 0) return 2;
    if (child == 0) {
        struct rlimit limit = {seconds, seconds};
        if (seconds != 0) setrlimit(RLIMIT_CPU, &limit);
        execv(argv[3], argv + 3);
        _exit(127);
    }
    int status;
    struct rusage use;
    if (wait4(child, &status, 0, &use) != child) return 2;
    fprintf(out, "%ld.%06ld %ld.%06ld %ld %d\n", (long)use.ru_utime.tv_sec, (long)use.ru_utime.tv_usec, (long)use.ru_stime.tv_sec,
            (long)use.ru_stime.tv_usec, use.ru_maxrss, WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
    return fclose(out) == 0 ? 0 : 2;
}
