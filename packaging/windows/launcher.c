/* Starts the Python that lies beside it with `-m ui` and the arguments it was given.
 * Built twice by cross_build.sh: as siliconomics.exe for the desktop (WINDOWED) and as
 * siliconomics-cli.exe for consoles. */
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#include <wchar.h>

#ifdef WINDOWED
#define PYTHON L"pythonw.exe"
#else
#define PYTHON L"python.exe"
#endif
#define ROOM 32768

/* Return what follows the first word, the program itself, in a command line. */
static const wchar_t *arguments(const wchar_t *line) {
    wchar_t end = L' ';
    if (*line == L'"') {
        end = L'"';
        line++;
    }
    while (*line && *line != end) line++;
    return *line ? line + 1 : line;
}

static int start(void) {
    static wchar_t here[ROOM], line[ROOM];
    DWORD code = 1;
    STARTUPINFOW how = {.cb = sizeof how};
    PROCESS_INFORMATION child;
    wchar_t *slash;
    if (!GetModuleFileNameW(NULL, here, ROOM) || !(slash = wcsrchr(here, L'\\'))) return 1;
    *slash = 0;
    if (_snwprintf(line, ROOM, L"\"%ls\\python\\" PYTHON L"\" -m ui %ls", here,
                   arguments(GetCommandLineW())) < 0)
        return 1;
    if (!CreateProcessW(NULL, line, NULL, NULL, TRUE, 0, NULL, NULL, &how, &child)) {
        MessageBoxW(NULL, L"A part of Siliconomics is missing; please install it again.",
                    L"Siliconomics", MB_ICONERROR);
        return 1;
    }
    WaitForSingleObject(child.hProcess, INFINITE);
    GetExitCodeProcess(child.hProcess, &code);
    return (int)code;
}

#ifdef WINDOWED
int WINAPI wWinMain(HINSTANCE a, HINSTANCE b, PWSTR c, int d) {
    (void)a, (void)b, (void)c, (void)d;
    return start();
}
#else
int wmain(void) { return start(); }
#endif
