#ifndef PROM2B_CCURL_SHIM_H
#define PROM2B_CCURL_SHIM_H

#include <curl/curl.h>
#include <sys/socket.h>

// curl_easy_setopt and curl_easy_getinfo are variadic, which Swift cannot call: one function for each kind of argument.

static inline CURLcode prom2b_curl_set_long(CURL *easy, CURLoption option, long value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode prom2b_curl_set_text(CURL *easy, CURLoption option, const char *value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode prom2b_curl_set_list(CURL *easy, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode prom2b_curl_set_pointer(CURL *easy, CURLoption option, void *value) {
    return curl_easy_setopt(easy, option, value);
}

// Copies the bytes.
static inline CURLcode prom2b_curl_set_body(CURL *easy, const void *bytes, long count) {
    CURLcode code = curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, count);
    return code == CURLE_OK ? curl_easy_setopt(easy, CURLOPT_COPYPOSTFIELDS, bytes) : code;
}

typedef size_t (*prom2b_curl_receiver)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode prom2b_curl_set_receiver(CURL *easy, CURLoption option, prom2b_curl_receiver receiver) {
    return curl_easy_setopt(easy, option, receiver);
}

typedef curl_socket_t (*prom2b_curl_opener)(void *context, curlsocktype purpose, struct curl_sockaddr *address);

static inline CURLcode prom2b_curl_set_opener(CURL *easy, prom2b_curl_opener opener) {
    return curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, opener);
}

static inline long prom2b_curl_get_long(CURL *easy, CURLINFO info) {
    long value = 0;
    return curl_easy_getinfo(easy, info, &value) == CURLE_OK ? value : 0;
}

static inline CURLcode prom2b_curl_message_result(const CURLMsg *message) { return message->data.result; }

#endif
