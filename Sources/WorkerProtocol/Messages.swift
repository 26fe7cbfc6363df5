/// A named tensor on its way between the processes. The values are bit patterns: NaN keeps its payload.
package struct WireTensor: Sendable {
  package let name: String
  package let shape: [Int]
  package let values: [Double]

  /// - Precondition: as many values as the shape holds.
  package init(name: String, shape: [Int], values: [Double]) {
    precondition(shape.reduce(1, *) == values.count, "\(values.count) numbers for shape \(shape)")
    self.name = name
    self.shape = shape
    self.values = values
  }
}

extension WireTensor: Equatable {
  /// True if two are the same bit by bit.
  package static func == (left: WireTensor, right: WireTensor) -> Bool {
    left.name == right.name && left.shape == right.shape
      && left.values.map(\.bitPattern) == right.values.map(\.bitPattern)
  }
}

/// A setting by name.
package struct WireSetting: Sendable {
  package let name: String
  package let value: Double

  package init(name: String, value: Double) {
    self.name = name
    self.value = value
  }
}

extension WireSetting: Equatable {
  /// True if two are the same bit by bit: a message with NaN in it equals itself.
  package static func == (left: WireSetting, right: WireSetting) -> Bool {
    left.name == right.name && left.value.bitPattern == right.value.bitPattern
  }
}

/// Restrictions that the worker puts on itself before it loads a plugin.
package struct WorkerSeal: Equatable, Sendable {
  /// The layers that the host counts on. A worker that cannot put one of them up says so and loads nothing.
  package struct Layers: OptionSet, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Files are shut away, through Landlock.
    package static let files = Layers(rawValue: 1)
    /// System calls are filtered.
    package static let calls = Layers(rawValue: 2)
  }

  package let layers: Layers
  package let limits: WorkerLimits
  /// The files and folders that remain readable when files are shut away.
  package let readable: [String]

  package init(layers: Layers, limits: WorkerLimits, readable: [String]) {
    self.layers = layers
    self.limits = limits
    self.readable = readable
  }
}

/// The limits that the worker puts on itself; 0 leaves one as it is.
package struct WorkerLimits: Equatable, Sendable {
  package let cpuSeconds: UInt64
  package let memoryBytes: UInt64
  package let fileBytes: UInt64
  package let openFiles: UInt64

  package init(cpuSeconds: UInt64, memoryBytes: UInt64, fileBytes: UInt64, openFiles: UInt64) {
    self.cpuSeconds = cpuSeconds
    self.memoryBytes = memoryBytes
    self.fileBytes = fileBytes
    self.openFiles = openFiles
  }
}

/// A plugin's description of itself.
package struct PluginDescription: Equatable, Sendable {
  /// The protocol its type implements, such as `optimizer`.
  package var component: String
  /// Its settings with their defaults, in the order of declaration.
  package var settings: [WireSetting]
  /// Its quantities, in the order of declaration.
  package var quantities: [String]
  /// Properties that cannot be read: the name, a space, and the kind.
  package var unreadable: [String]

  package init(
    component: String = "", settings: [WireSetting] = [], quantities: [String] = [], unreadable: [String] = []
  ) {
    self.component = component
    self.settings = settings
    self.quantities = quantities
    self.unreadable = unreadable
  }
}

/// One published value.
package struct Publication: Equatable, Sendable {
  package let quantity: String
  package let step: UInt64
  /// The place in a sequence; 0 outside of one.
  package let time: UInt64
  /// The value, under the parameter's name.
  package let tensor: WireTensor

  package init(quantity: String, step: UInt64, time: UInt64 = 0, tensor: WireTensor) {
    self.quantity = quantity
    self.step = step
    self.time = time
    self.tensor = tensor
  }
}

/// The reason that a question is not answered.
package enum Refusal: UInt8, Sendable {
  case notGranted = 0
  /// The question was answered as often as it may be.
  case usedUp = 1
}

/// The place and the reason of a program's stop.
package struct CrashNote: Equatable, Sendable {
  package enum Reason: UInt8, Sendable {
    case signal = 0
    case stackOverflow = 1
    case hostLimit = 2
    case cpuLimit = 3
    /// Memory was to become code, which nothing in the language does.
    case makingCode = 4
  }

  package let signal: Int32
  package let reason: Reason
  /// Addresses relative to the plugin's load address: that of the stop, then those of the callers, innermost first.
  /// Empty if the program was not in the plugin, or if the processor is one whose registers we cannot read.
  package let addresses: [UInt64]

  package init(signal: Int32, reason: Reason, addresses: [UInt64]) {
    self.signal = signal
    self.reason = reason
    self.addresses = addresses
  }
}

/// A request of the host to the worker. Each request has one final answer, and none is sent before the last was
/// answered. The exceptions are `answer` and `refuse`, which answer a question of the worker's own.
package enum Request: Equatable, Sendable {
  /// Comes first. Answered by `hello`.
  case hello(version: UInt16)
  /// Seal the process. Answered by `sealed`; no stranger's code has run by then, so that a failure is our own.
  case seal(WorkerSeal)
  /// Load the plugin. Answered by `loaded`.
  case load(path: String)
  /// Answered by `description`.
  case describe
  /// Make the instance. Answered by `created`.
  case create([WireSetting])
  /// Run a method. Answered by any number of `report` and `evaluate` and then `done`.
  case call(method: String, [WireTensor])
  /// Answers `evaluate`.
  case answer([WireTensor])
  /// Answers `evaluate`.
  case refuse(Refusal)
  /// End the instance's life and the process. Answered by `finished`.
  case finish
}

/// A message of the worker. Any request may be answered by `failed`; `crashed` may come at any time and is the last.
package enum Reply: Equatable, Sendable {
  case hello(version: UInt16)
  case sealed
  case loaded
  case description(PluginDescription)
  case created
  case report(Publication)
  /// A question during a call, `loss` or `gradient`; the worker waits for `answer` or `refuse`.
  case evaluate(_ what: String, at: [WireTensor])
  case done
  case failed(String)
  case finished
  case crashed(CrashNote)
}
