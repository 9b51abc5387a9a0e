/* Lets the n-th call on files below a folder fail, for tests/robustness/io_errors.py; loaded before the C library. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum { WRITING = 1, READING = 2 };

static char under[4096];
static size_t length;
static long at, seen;
static int number, forever, kinds;

/* From now on let the call `which` (1 is the next) fail with `error`; 0 counts only. `error` -1: half is written. */
void rj_fail(const char *folder, long which, int error, int and_all_after, int which_kinds) {
    length = strlen(strncpy(under, folder, sizeof under - 1));
    at = which; number = error; forever = and_all_after; kinds = which_kinds; seen = 0;
}

long rj_seen(void) { return seen; }

static int hit(const char *path, int kind) {
    if (!length || !(kinds & kind) || strncmp(path, under, length)) return 0;
    seen++;
    return at && (seen == at || (forever && seen > at));
}

static int hit_open(int handle, int kind) {
    char link[64], path[4096];
    if (!length || !(kinds & kind)) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
    ssize_t size = readlink(link, path, sizeof path - 1);
    if (size < 0) return 0;
    path[size] = 0;
    return hit(path, kind);
}

#define REAL(name) static __typeof__(&name) real; if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)
#define FAIL { errno = number < 0 ? EIO : number; return -1; }

#define WRITES(name, last, passed) \
    ssize_t name(int handle, const void *from, size_t size last) { \
        REAL(name); \
        if (hit_open(handle, WRITING)) { if (number < 0) size /= 2; else FAIL } \
        return real(handle, from, size passed); \
    }
#define NOTHING
#define COMMA ,
WRITES(write, NOTHING, NOTHING)
WRITES(pwrite, COMMA off_t place, COMMA place)
WRITES(pwrite64, COMMA off64_t place, COMMA place)

#define READS(name, last, passed) \
    ssize_t name(int handle, void *into, size_t size last) { \
        REAL(name); \
        if (hit_open(handle, READING)) { if (number < 0) size /= 2; else FAIL } \
        return real(handle, into, size passed); \
    }
READS(read, NOTHING, NOTHING)
READS(pread, COMMA off_t place, COMMA place)
READS(pread64, COMMA off64_t place, COMMA place)

#define ON_HANDLE(name, last, passed) \
    int name(int handle last) { \
        REAL(name); \
        if (hit_open(handle, WRITING)) FAIL \
        return real(handle passed); \
    }
ON_HANDLE(fsync, NOTHING, NOTHING)
ON_HANDLE(fdatasync, NOTHING, NOTHING)
ON_HANDLE(ftruncate, COMMA off_t size, COMMA size)
ON_HANDLE(ftruncate64, COMMA off64_t size, COMMA size)

#define ON_PATH(name, first, last, passed) \
    int name(const char *first last) { \
        REAL(name); \
        if (hit(first, WRITING)) FAIL \
        return real(first passed); \
    }
ON_PATH(unlink, path, NOTHING, NOTHING)
ON_PATH(rename, old, COMMA const char *new, COMMA new)
ON_PATH(link, old, COMMA const char *new, COMMA new)
ON_PATH(mkdir, path, COMMA mode_t mode, COMMA mode)

#define OPENS(name) \
    int name(const char *path, int flags, ...) { \
        REAL(name); \
        va_list rest; va_start(rest, flags); mode_t mode = va_arg(rest, mode_t); va_end(rest); \
        if ((flags & O_CREAT) && hit(path, WRITING)) FAIL \
        return real(path, flags, mode); \
    }
OPENS(open)
OPENS(open64)
