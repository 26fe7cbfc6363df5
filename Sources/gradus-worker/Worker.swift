internal import CSandbox
internal import Glibc
internal import PluginABI
internal import WorkerProtocol

/// A server that answers requests with one plugin and one instance of its component.
struct Worker {
  private let wire: Wire
  private var sealed: WorkerSeal.Layers?
  private var plugin: UnsafePointer<gradus_plugin>?
  private var instance: UnsafeMutableRawPointer?
  private let host: UnsafeMutablePointer<gradus_host>

  init(wire: Wire) {
    self.wire = wire
    host = .allocate(capacity: 1)
    host.initialize(to: hostTable(for: wire))
  }

  mutating func answer(_ request: Request) {
    switch request {
    case .hello:
      wire.send(.hello(version: protocolVersion))
    case .seal(let wanted):
      seal(wanted)
    case .load(let path):
      load(path)
    case .describe:
      describe()
    case .create(let settings):
      create(settings)
    case .call(let method, let tensors):
      call(method, tensors)
    case .answer, .refuse:
      refuse("nothing was asked")
    case .finish:
      finish()
    }
  }

  /// Seals the process. This comes before the plugin is loaded, because a library runs code while it loads.
  private mutating func seal(_ wanted: WorkerSeal) {
    guard sealed == nil else { return refuse("the worker is sealed already") }
    guard gradus_watch(wire.descriptors.input, wire.descriptors.output) == 0 else {
      return refuse("the worker cannot watch for crashes")
    }
    var limits = gradus_limits(
      cpu_seconds: wanted.limits.cpuSeconds, memory_bytes: wanted.limits.memoryBytes,
      file_bytes: wanted.limits.fileBytes, open_files: wanted.limits.openFiles)
    guard gradus_give_up_privileges() == 0, gradus_die_with_parent() == 0, gradus_limit(&limits) == 0 else {
      return refuse("the worker cannot limit itself")
    }
    if wanted.layers.contains(.files) {
      let lent = Lent()
      let paths = wanted.readable.map { lent.text($0) }
      guard gradus_restrict_files(paths, paths.count, nil, 0) == 0 else {
        return refuse("the worker cannot shut files away")
      }
    }
    if wanted.layers.contains(.calls) {
      guard gradus_filter_calls(GRADUS_FILTER_WORKER) == 0 else {
        return refuse("the worker cannot filter system calls")
      }
    }
    sealed = wanted.layers
    wire.send(.sealed)
  }

  private mutating func load(_ path: String) {
    guard let sealed else { return refuse("the worker is not sealed") }
    guard plugin == nil else { return refuse("a plugin is loaded already") }
    guard let library = watched({ dlopen(path, RTLD_NOW | RTLD_LOCAL) }) else {
      let reason = dlerror().map { String(cString: $0) } ?? "no reason given"
      // The loader's message begins with the path, which is the host's.
      let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
      return refuse(
        "the plugin does not load: " + (reason.hasPrefix(folder) ? String(reason.dropFirst(folder.count)) : reason))
    }
    guard let symbol = dlsym(library, GRADUS_ENTRY_SYMBOL) else { return refuse("the plugin has no entry") }
    gradus_watch_library(symbol)
    guard !sealed.contains(.calls) || gradus_filter_loaded() == 0 else {
      return refuse("the worker cannot filter system calls any further")
    }
    let table = watched { unsafeBitCast(symbol, to: gradus_entry_function.self)() }
    guard table.pointee.version == GRADUS_ABI_VERSION else {
      return refuse("the plugin's version is \(table.pointee.version), not \(GRADUS_ABI_VERSION)")
    }
    plugin = table
    wire.send(.loaded)
  }

  private func describe() {
    guard let plugin else { return refuse("no plugin is loaded") }
    var description = PluginDescription()
    withUnsafeMutablePointer(to: &description) { description in
      watched {
        plugin.pointee.describe(description) { context, kind, name, value in
          let description = context!.assumingMemoryBound(to: PluginDescription.self)
          let name = String(cString: name)
          switch kind {
          case GRADUS_DECLARES_COMPONENT: description.pointee.component = name
          case GRADUS_DECLARES_SETTING: description.pointee.settings.append(WireSetting(name: name, value: value))
          case GRADUS_DECLARES_QUANTITY: description.pointee.quantities.append(name)
          case GRADUS_DECLARES_UNREADABLE: description.pointee.unreadable.append(name)
          default: break
          }
        }
      }
    }
    wire.send(.description(description))
  }

  private mutating func create(_ settings: [WireSetting]) {
    guard let plugin, instance == nil else { return refuse("no plugin is loaded, or it has an instance") }
    let lent = Lent()
    let values = settings.map { gradus_setting(name: lent.text($0.name), value: $0.value) }
    let made = watched { plugin.pointee.create(host, values, Int64(values.count)) }
    // Without an instance, the plugin has said why through the host's table.
    guard let made else { return }
    instance = made
    wire.send(.created)
  }

  private func call(_ method: String, _ tensors: [WireTensor]) {
    guard let plugin, let instance else { return refuse("there is no instance") }
    let lent = Lent()
    let values = tensors.map(lent.tensor)
    let result = watched { plugin.pointee.call(instance, method, values, Int64(values.count)) }
    if result == GRADUS_OK { wire.send(.done) }
  }

  private mutating func finish() {
    if let plugin, let instance { watched { plugin.pointee.destroy(instance) } }
    instance = nil
    gradus_flush_output()
    wire.send(.finished)
    // Not `exit`: handlers that the submission registered must not run after the last answer.
    _exit(0)
  }

  private func refuse(_ reason: String) {
    wire.send(.failed(reason))
  }

  private func watched<Result>(_ body: () -> Result) -> Result {
    gradus_watch_call(1)
    defer { gradus_watch_call(0) }
    return body()
  }
}
