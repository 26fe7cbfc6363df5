// The boundary between Gradus and a compiled submission (a plugin): C only, so that the two share no Swift type.
//
// The worker loads the plugin, calls `gradus_entry`, checks the version, and then speaks through the plugin's table. During a
// call the plugin speaks back through the host's table. Everything happens on one thread, the one that called.
//
// Text is NUL-terminated UTF-8. Numbers of a tensor are row-major doubles. Unless a comment says otherwise, a pointer that is
// passed in belongs to the caller and is valid until the function returns: copy what has to live longer.
#ifndef GRADUS_PLUGIN_ABI_H
#define GRADUS_PLUGIN_ABI_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// The version of everything below. Both tables carry it as their first member; a reader refuses any other value
/// before it touches another member.
#define GRADUS_ABI_VERSION 1u

/// The answer of `call`, `report` and the like when all is well.
#define GRADUS_OK 0
/// The request cannot be met. For a plugin's own functions, `gradus_host.fail` has been told why.
#define GRADUS_FAILED 1
/// The host does not grant this callback in this case.
#define GRADUS_NOT_GRANTED 2
/// The host granted this callback, and it was used as often as it may be.
#define GRADUS_USED_UP 3

/// A named tensor, lent for the length of one call.
typedef struct gradus_tensor {
  /// Its name, such as `gradients/W`. Never null.
  const char *_Nonnull name;
  /// The extent of each axis, `rank` of them. Null when `rank` is 0.
  const int64_t *_Nullable shape;
  /// The number of axes; 0 for a scalar.
  int64_t rank;
  /// `count` numbers, row-major. Null only when `count` is 0.
  const double *_Nullable values;
  /// The product of the extents.
  int64_t count;
} gradus_tensor;

/// A setting's name and value, lent for the length of one call.
typedef struct gradus_setting {
  const char *_Nonnull name;
  double value;
} gradus_setting;

/// The subject of an entry in a description.
typedef enum gradus_declaration : int32_t {
  /// The protocol that the submission's type implements, such as `optimizer`; the value is unused.
  GRADUS_DECLARES_COMPONENT = 0,
  /// A setting and its default.
  GRADUS_DECLARES_SETTING = 1,
  /// A quantity that will be reported; the value is unused.
  GRADUS_DECLARES_QUANTITY = 2,
  /// A property that cannot be read, and may be one that is asked for: its name, a space, and its kind, such as
  /// `dW a computed property of type Matrix`; the value is unused.
  GRADUS_DECLARES_UNREADABLE = 3,
} gradus_declaration;

/// Receives one entry of a description.
///
/// - `context`: the caller's of `describe`, untouched.
/// - `name`: lent; valid until this function returns.
typedef void (*gradus_declare)(void *_Nullable context, gradus_declaration kind, const char *_Nonnull name, double value);

/// Receives the tensors that `evaluate` answers with; they are lent until this function returns.
typedef void (*gradus_answer)(void *_Nullable context, const gradus_tensor *_Nullable tensors, int64_t count);

/// The host's table. Owned by the worker; valid from `create` until `destroy` has returned.
typedef struct gradus_host {
  /// `GRADUS_ABI_VERSION`.
  uint32_t version;
  /// Passed back as the first argument of each function below; means nothing to a plugin.
  void *_Nullable context;

  /// Publishes the value of a quantity. May be called during `call` only.
  ///
  /// - `quantity`, `parameter`: the names of the value; `parameter` is empty for a quantity of no parameter. Lent.
  /// - `step`: the optimizer's step, 0 for the start. `time`: the place in a sequence, 0 outside of one.
  /// - `tensor`: lent; its name is ignored.
  /// - Returns `GRADUS_OK`, or `GRADUS_FAILED` when the host has gone away: nothing that follows is heard.
  int32_t (*_Nonnull report)(
      void *_Nullable context, const char *_Nonnull quantity, const char *_Nonnull parameter, int64_t step, int64_t time,
      const gradus_tensor *_Nonnull tensor);

  /// Asks for the loss or the gradient at a point, if the assignment grants it. May be called during `call` only.
  ///
  /// - `what`: `loss` or `gradient`. `point`: `count` tensors, lent.
  /// - `answer`: called once, before this function returns, when the result is `GRADUS_OK`; else not at all.
  /// - Returns `GRADUS_OK`, `GRADUS_NOT_GRANTED`, `GRADUS_USED_UP`, or `GRADUS_FAILED`.
  int32_t (*_Nonnull evaluate)(
      void *_Nullable context, const char *_Nonnull what, const gradus_tensor *_Nullable point, int64_t count,
      gradus_answer _Nonnull answer, void *_Nullable answer_context);

  /// Says in plain words why the function that is running is about to answer with an error. `message` is lent.
  /// May be called during `create` and `call`.
  void (*_Nonnull fail)(void *_Nullable context, const char *_Nonnull message);
} gradus_host;

/// The plugin's table. Owned by the plugin; valid from `gradus_entry` until the process ends.
typedef struct gradus_plugin {
  /// `GRADUS_ABI_VERSION`.
  uint32_t version;

  /// Lists the component, its settings with their defaults, and its quantities, in the order of declaration.
  /// May be called at any time, before `create` too. Runs the submission's initializer.
  ///
  /// - `context`: handed to every call of `declare`.
  void (*_Nonnull describe)(void *_Nullable context, gradus_declare _Nonnull declare);

  /// Makes an instance, with `count` settings changed from their defaults.
  ///
  /// - `host`: owned by the worker, kept by the instance until `destroy`. `settings`: lent.
  /// - Returns the instance, owned by the worker until it calls `destroy`; null after `host->fail` when a setting is
  ///   unknown or its value unfit.
  void *_Nullable (*_Nonnull create)(
      const gradus_host *_Nonnull host, const gradus_setting *_Nullable settings, int64_t count);

  /// Runs one method of the component, such as `start` or `step` of an optimizer, and reports what it makes.
  ///
  /// - `instance`: from `create`, not destroyed. `method`: lent. `tensors`: `count` of them, lent.
  /// - Returns `GRADUS_OK`, or `GRADUS_FAILED` after `host->fail`.
  int32_t (*_Nonnull call)(
      void *_Nonnull instance, const char *_Nonnull method, const gradus_tensor *_Nullable tensors, int64_t count);

  /// Ends an instance's life. Call it once; `instance` is invalid afterwards.
  void (*_Nonnull destroy)(void *_Nonnull instance);
} gradus_plugin;

/// The one symbol that a plugin exports, named `gradus_entry`: returns its table, never null. May be called at any time
/// and returns the same table each time.
typedef const gradus_plugin *_Nonnull (*gradus_entry_function)(void);

/// The name under which the entry is looked up.
#define GRADUS_ENTRY_SYMBOL "gradus_entry"

#ifdef __cplusplus
}
#endif

#endif
