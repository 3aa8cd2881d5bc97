#define _GNU_SOURCE 1
#include "CCommonMark.h"
#include <dlfcn.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// ---- what is asked of cmark-gfm --------------------------------------------------
// Declared here rather than included, so that no header is needed to build. The same from 0.28 to 0.29.gfm.13.
typedef struct cmark_node cmark_node;
typedef struct cmark_parser cmark_parser;
typedef struct cmark_iter cmark_iter;
typedef struct cmark_syntax_extension cmark_syntax_extension;
typedef struct cmark_llist cmark_llist;
enum { EVENT_DONE = 1, EVENT_ENTER = 2 };
enum { OPTION_VALIDATE_UTF8 = 1 << 9, OPTION_FOOTNOTES = 1 << 13 };

#define FUNCTIONS(F)                                                                            \
    F(void, cmark_gfm_core_extensions_ensure_registered, (void))                                \
    F(cmark_syntax_extension *, cmark_find_syntax_extension, (const char *name))                \
    F(int, cmark_parser_attach_syntax_extension, (cmark_parser *, cmark_syntax_extension *))    \
    F(cmark_llist *, cmark_parser_get_syntax_extensions, (cmark_parser *))                      \
    F(cmark_parser *, cmark_parser_new, (int options))                                          \
    F(void, cmark_parser_feed, (cmark_parser *, const char *text, size_t length))               \
    F(cmark_node *, cmark_parser_finish, (cmark_parser *))                                      \
    F(void, cmark_parser_free, (cmark_parser *))                                                \
    F(void, cmark_node_free, (cmark_node *))                                                    \
    F(cmark_iter *, cmark_iter_new, (cmark_node *))                                             \
    F(int, cmark_iter_next, (cmark_iter *))                                                     \
    F(cmark_node *, cmark_iter_get_node, (cmark_iter *))                                        \
    F(void, cmark_iter_free, (cmark_iter *))                                                    \
    F(const char *, cmark_node_get_type_string, (cmark_node *))                                 \
    F(const char *, cmark_node_get_fence_info, (cmark_node *))                                  \
    F(int, cmark_node_get_fenced, (cmark_node *, int *length, int *offset, char *character))    \
    F(const char *, cmark_node_get_literal, (cmark_node *))                                     \
    F(int, cmark_node_get_start_line, (cmark_node *))                                           \
    F(int, cmark_node_get_start_column, (cmark_node *))                                         \
    F(int, cmark_node_get_end_line, (cmark_node *))                                             \
    F(char *, cmark_render_html, (cmark_node *, int options, cmark_llist *extensions))

#define DECLARE(result, name, parameters) static result(*name) parameters;
FUNCTIONS(DECLARE)

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char unavailable[512] = "cmark-gfm was not found: install libcmark-gfm-extensions (Debian), cmark-gfm (Homebrew)";

static bool is_open(void) {
    static bool tried, open;
    if (tried) return open;
    tried = true;
    static const char *const usual[] = {
#if defined(__APPLE__)
        "libcmark-gfm-extensions.dylib", "/opt/homebrew/lib/libcmark-gfm-extensions.dylib",
        "/usr/local/lib/libcmark-gfm-extensions.dylib",
#else
        "libcmark-gfm-extensions.so.0.29.0.gfm.13", "libcmark-gfm-extensions.so.0.29.0.gfm.6",
        "libcmark-gfm-extensions.so.0.29.0.gfm.3", "libcmark-gfm-extensions.so",
#endif
    };
    const char *chosen = getenv("EDGEWISE_LIBCMARK");
    void *library = NULL;
    if (chosen && *chosen) {
        library = dlopen(chosen, RTLD_NOW | RTLD_LOCAL);
        if (!library) snprintf(unavailable, sizeof unavailable, "EDGEWISE_LIBCMARK: %s", dlerror());
    } else {
        for (size_t i = 0; !library && i < sizeof usual / sizeof *usual; i++) {
            library = dlopen(usual[i], RTLD_NOW | RTLD_LOCAL);
        }
    }
    if (!library) return false;
    // What the extensions lie on is found through them.
#define LOAD(result, name, parameters)                                                          \
    if (!(*(void **)&name = dlsym(library, #name))) {                                           \
        snprintf(unavailable, sizeof unavailable, "cmark-gfm has no " #name);                   \
        return false;                                                                           \
    }
    FUNCTIONS(LOAD)
    cmark_gfm_core_extensions_ensure_registered();
    return open = true;
}

const char *cmk_unavailable(void) {
    pthread_mutex_lock(&lock);
    const char *why = is_open() ? NULL : unavailable;
    pthread_mutex_unlock(&lock);
    return why;
}

static cmark_parser *parsed(const char *text, size_t length, cmark_node **root) {
    cmark_parser *parser = cmark_parser_new(OPTION_VALIDATE_UTF8 | OPTION_FOOTNOTES);
    static const char *const names[] = {"table", "strikethrough", "autolink", "tagfilter", "tasklist"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        cmark_syntax_extension *extension = cmark_find_syntax_extension(names[i]);
        if (extension) cmark_parser_attach_syntax_extension(parser, extension);
    }
    cmark_parser_feed(parser, text, length);
    *root = cmark_parser_finish(parser);
    return parser;
}

struct cmk_document {
    cmark_parser *parser;
    cmark_node *root;
    cmk_block *blocks;
    size_t count;
};

static cmk_document *read_blocks(const char *text, size_t length) {
    cmk_document *document = calloc(1, sizeof *document);
    if (!document) return NULL;
    document->parser = parsed(text, length, &document->root);
    cmark_iter *iter = cmark_iter_new(document->root);
    size_t room = 0;
    for (int event; (event = cmark_iter_next(iter)) != EVENT_DONE;) {
        if (event != EVENT_ENTER) continue;
        cmark_node *node = cmark_iter_get_node(iter);
        const char *type = cmark_node_get_type_string(node);
        cmk_block block = {.first_line = cmark_node_get_start_line(node), .last_line = cmark_node_get_end_line(node),
                           .column = cmark_node_get_start_column(node)};
        if (!strcmp(type, "code_block")) {
            int size, offset;
            char character;
            block.kind = CMK_CODE;
            block.fenced = cmark_node_get_fenced(node, &size, &offset, &character);
            block.info = cmark_node_get_fence_info(node);
            block.literal = cmark_node_get_literal(node);
        } else if (!strcmp(type, "html_block")) {
            block.kind = CMK_HTML;
        } else if (!strcmp(type, "paragraph") || !strcmp(type, "heading") || !strcmp(type, "table")) {
            block.kind = CMK_TEXT;
        } else {
            continue;
        }
        if (document->count == room) {
            room = room ? 2 * room : 64;
            cmk_block *more = realloc(document->blocks, room * sizeof *more);
            if (!more) break;
            document->blocks = more;
        }
        document->blocks[document->count++] = block;
    }
    cmark_iter_free(iter);
    return document;
}

cmk_document *cmk_read(const char *text, size_t length) {
    pthread_mutex_lock(&lock);
    cmk_document *document = is_open() ? read_blocks(text, length) : NULL;
    pthread_mutex_unlock(&lock);
    return document;
}

size_t cmk_count(const cmk_document *document) { return document->count; }

const cmk_block *cmk_block_at(const cmk_document *document, size_t index) { return &document->blocks[index]; }

void cmk_free(cmk_document *document) {
    if (!document) return;
    pthread_mutex_lock(&lock);
    cmark_node_free(document->root);
    cmark_parser_free(document->parser);
    pthread_mutex_unlock(&lock);
    free(document->blocks);
    free(document);
}

char *cmk_html(const char *text, size_t length) {
    pthread_mutex_lock(&lock);
    char *html = NULL;
    if (is_open()) {
        cmark_node *root;
        cmark_parser *parser = parsed(text, length, &root);
        html = cmark_render_html(root, OPTION_VALIDATE_UTF8 | OPTION_FOOTNOTES, cmark_parser_get_syntax_extensions(parser));
        cmark_node_free(root);
        cmark_parser_free(parser);
    }
    pthread_mutex_unlock(&lock);
    return html;
}
