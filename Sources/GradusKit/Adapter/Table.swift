internal import PluginABI

/// The functions that the entry file calls which Gradus adds to a submission. Not for submissions.
public enum _Gradus {
  /// Registers an optimizer, of which each run makes a fresh one, and returns the plugin's table for the C entry function.
  public static func optimizer<Subject: Optimizer>(
    _ fresh: @escaping () -> Subject, _ properties: _Properties<Subject>
  ) -> UnsafeRawPointer { Table.install(.optimizer(fresh, properties)) }

  /// Registers a layer, likewise.
  public static func layer<Subject: Layer>(
    _ fresh: @escaping () -> Subject, _ properties: _Properties<Subject>
  ) -> UnsafeRawPointer { Table.install(.layer(fresh, properties)) }

  /// Registers a loss, likewise.
  public static func loss<Subject: Loss>(
    _ fresh: @escaping () -> Subject, _ properties: _Properties<Subject>
  ) -> UnsafeRawPointer { Table.install(.loss(fresh, properties)) }

  /// Registers a schedule, likewise.
  public static func schedule<Subject: Schedule>(
    _ fresh: @escaping () -> Subject, _ properties: _Properties<Subject>
  ) -> UnsafeRawPointer { Table.install(.schedule(fresh, properties)) }

  /// Registers an initializer, likewise.
  public static func initializer<Subject: Initializer>(
    _ fresh: @escaping () -> Subject, _ properties: _Properties<Subject>
  ) -> UnsafeRawPointer { Table.install(.initializer(fresh, properties)) }

  /// Registers a trainer, likewise.
  public static func trainer<Subject: Trainer>(
    _ fresh: @escaping () -> Subject, _ properties: _Properties<Subject>
  ) -> UnsafeRawPointer { Table.install(.trainer(fresh, properties)) }
}

/// The plugin's C table. C functions capture nothing, hence the one global.
enum Table {
  // Written once, by the entry function, before the table it returns can be used; read on the same thread.
  private nonisolated(unsafe) static var registration: Registration?
  private nonisolated(unsafe) static var table: UnsafePointer<gradus_plugin>?

  static func install(_ new: Registration) -> UnsafeRawPointer {
    registration = new
    if let table { return UnsafeRawPointer(table) }
    let memory = UnsafeMutablePointer<gradus_plugin>.allocate(capacity: 1)
    memory.initialize(to: functions)
    table = UnsafePointer(memory)
    return UnsafeRawPointer(memory)
  }

  private static let functions = gradus_plugin(
    version: GRADUS_ABI_VERSION,
    describe: { context, declare in
      guard let registration = Table.registration else { return }
      declare(context, GRADUS_DECLARES_COMPONENT, registration.component, 0)
      for setting in registration.settings() {
        declare(context, GRADUS_DECLARES_SETTING, setting.name, setting.value)
      }
      for quantity in registration.quantities { declare(context, GRADUS_DECLARES_QUANTITY, quantity, 0) }
      for (name, kind) in registration.unreadable {
        declare(
          context, GRADUS_DECLARES_UNREADABLE, String(decoding: (name + " " + kind).utf8.prefix(256), as: UTF8.self), 0)
      }
    },
    create: { hostTable, settings, count in
      guard let registration = Table.registration else { return nil }
      let host = Host(table: hostTable)
      let changed = UnsafeBufferPointer(start: settings, count: Int(count)).map {
        (name: String(cString: $0.name), value: $0.value)
      }
      do throws(Complaint) {
        return Unmanaged.passRetained(try registration.make(host, changed)).toOpaque()
      } catch {
        host.fail(error)
        return nil
      }
    },
    call: { instance, method, tensors, count in
      let component = Unmanaged<Component>.fromOpaque(instance).takeUnretainedValue()
      do throws(Complaint) {
        try component.call(String(cString: method), NamedTensors(tensors, count: count))
        return GRADUS_OK
      } catch {
        component.host.fail(error)
        return GRADUS_FAILED
      }
    },
    destroy: { instance in
      Unmanaged<Component>.fromOpaque(instance).release()
    })
}
