#include <archive.h>
#include <archive_entry.h>
#include <locale.h>

/// The locale in which libarchive gives names as UTF-8; in the C locale, which a Swift program has, it gives none.
static inline locale_t archive_names_locale(void) {
    return newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
}
