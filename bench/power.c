/* Notes what a program asks of the files of one folder, in order: writes, truncations, syncs, removals.
 *
 * Preloaded (LD_PRELOAD) between a program and the C library. $POWER_FOLDER names the folder, $POWER_LOG where it is
 * noted: for each event its kind, the lengths of name and bytes, the offset, the name, the bytes. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum { WRITE = 1, TRUNCATE = 2, SYNC = 3, REMOVE = 4 };
#define MOST 4096
static char *names[MOST];
static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
static int log_file = -1;
static pid_t owner; /* a child that is about to become another program shares this memory, and closes what it has */

__attribute__((constructor)) static void begin(void) { owner = getpid(); }

#define REAL(type, name, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

static ssize_t put(int file, const void *bytes, size_t length) {
    REAL(ssize_t, "write", int, const void *, size_t);
    return real(file, bytes, length);
}

static void note(uint32_t kind, const char *name, uint64_t offset, const void *bytes, uint64_t length) {
    struct { uint32_t kind, name; uint64_t offset, length; } head = {kind, (uint32_t)strlen(name), offset, length};
    pthread_mutex_lock(&one_at_a_time);
    if (log_file < 0) {
        REAL(int, "open", const char *, int, ...);
        log_file = real(getenv("POWER_LOG"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    }
    put(log_file, &head, sizeof head);
    put(log_file, name, head.name);
    if (bytes) put(log_file, bytes, length);
    pthread_mutex_unlock(&one_at_a_time);
}

static const char *name_of(int file) { return file >= 0 && file < MOST ? names[file] : NULL; }

static int opened(int file, const char *path, int flags) {
    const char *folder = getenv("POWER_FOLDER");
    if (file < 0 || file >= MOST || !folder || strncmp(path, folder, strlen(folder))) return file;
    free(names[file]);
    names[file] = strdup(path);
    if (flags & O_TRUNC) note(TRUNCATE, path, 0, NULL, 0);
    return file;
}

#define OPENER(function) \
    int function(const char *path, int flags, ...) { \
        va_list more; va_start(more, flags); mode_t mode = va_arg(more, mode_t); va_end(more); \
        REAL(int, #function, const char *, int, ...); \
        return opened(real(path, flags, mode), path, flags); \
    }
OPENER(open)
OPENER(open64)

#define AT_OPENER(function) \
    int function(int at, const char *path, int flags, ...) { \
        va_list more; va_start(more, flags); mode_t mode = va_arg(more, mode_t); va_end(more); \
        REAL(int, #function, int, const char *, int, ...); \
        return opened(real(at, path, flags, mode), path, flags); \
    }
AT_OPENER(openat)
AT_OPENER(openat64)

#define PWRITER(function) \
    ssize_t function(int file, const void *bytes, size_t length, off_t offset) { \
        REAL(ssize_t, #function, int, const void *, size_t, off_t); \
        ssize_t done = real(file, bytes, length, offset); \
        if (done > 0 && name_of(file)) note(WRITE, name_of(file), offset, bytes, done); \
        return done; \
    }
PWRITER(pwrite)
PWRITER(pwrite64)

ssize_t write(int file, const void *bytes, size_t length) {
    off_t offset = name_of(file) ? lseek(file, 0, SEEK_CUR) : 0;
    ssize_t done = put(file, bytes, length);
    if (done > 0 && name_of(file)) note(WRITE, name_of(file), offset, bytes, done);
    return done;
}

#define TRUNCATER(function) \
    int function(int file, off_t length) { \
        REAL(int, #function, int, off_t); \
        int status = real(file, length); \
        if (!status && name_of(file)) note(TRUNCATE, name_of(file), length, NULL, 0); \
        return status; \
    }
TRUNCATER(ftruncate)
TRUNCATER(ftruncate64)

#define SYNCER(function) \
    int function(int file) { \
        REAL(int, #function, int); \
        int status = real(file); \
        if (!status && name_of(file)) note(SYNC, name_of(file), 0, NULL, 0); \
        return status; \
    }
SYNCER(fsync)
SYNCER(fdatasync)

int unlink(const char *path) {
    const char *folder = getenv("POWER_FOLDER");
    REAL(int, "unlink", const char *);
    int status = real(path);
    if (!status && folder && !strncmp(path, folder, strlen(folder))) note(REMOVE, path, 0, NULL, 0);
    return status;
}

int close(int file) {
    REAL(int, "close", int);
    if (name_of(file) && getpid() == owner) { free(names[file]); names[file] = NULL; }
    return real(file);
}
