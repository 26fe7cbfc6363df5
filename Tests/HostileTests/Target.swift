import Foundation
import Glibc
import PluginHost
import TestSupport

/// The target of the attacks: an installation with secrets in it, a folder of submissions, and a listener.
final class Target: Sendable {
  /// Stands in every secret: no report may hold it.
  static let token = "canary-\(UUID().uuidString)"

  static let place = FileManager.default.temporaryDirectory.appending(path: "gradus-hostile-\(UUID().uuidString)").path

  let home: String
  let folder: String
  var goldens: String { home + "/share/gradus/references/hostile/only.safetensors" }
  var manifest: String { home + "/share/gradus/assignments/20-hostile/assignment.yaml" }
  var neighbour: String { folder + "/neighbour.swift" }
  var secret: String { home + "/secret" }
  /// A file that nobody may make.
  var forbidden: String { home + "/forbidden" }
  /// The process that stands for the host.
  let process = getpid()
  let tcpPort: Int
  private let listeners: [Int32]

  /// The C library's own function: under a sanitizer this program has another of that name.
  private static func library(_ function: String) -> UnsafeMutableRawPointer? {
    dlsym(dlopen("libc.so.6", RTLD_LAZY | RTLD_NOLOAD), function)
  }

  /// The distance of `fork` behind `malloc` in the C library.
  var forkBehindMalloc: Int {
    Int(bitPattern: Self.library("fork")) - Int(bitPattern: Self.library("malloc"))
  }

  /// The last digits of the address of `malloc`, wherever the C library is loaded.
  var mallocInPage: Int { Int(bitPattern: Self.library("malloc")) & 0xFFF }

  /// The first instructions of `malloc`.
  var mallocBeginning: UInt {
    Self.library("malloc")?.loadUnaligned(as: UInt.self) ?? 0
  }

  init() throws {
    home = Self.place
    folder = home + "/class"
    (listeners, tcpPort) = Self.listen()
    for (path, text) in contents {
      let above = URL(filePath: path).deletingLastPathComponent().path
      try FileManager.default.createDirectory(atPath: above, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: URL(filePath: path))
    }
    try FileManager.default.createSymbolicLink(
      atPath: home + "/share/gradus/kit", withDestinationPath: Repository.root + "/Sources")
  }

  /// Files that have to be the same afterwards, and their contents.
  private var contents: [String: String] {
    let comment = "# \(Self.token)\n"
    return [
      goldens: Self.token, secret: Self.token, neighbour: "// \(Self.token)\n" + Attack.honest,
      manifest: comment + Self.manifest(imports: ""),
      home + "/share/gradus/assignments/21-foundation/assignment.yaml": comment
        + Self.manifest(imports: "imports: [Foundation]\n"),
      home + "/share/gradus/assignments/22-training/assignment.yaml": comment + Self.trainingManifest,
    ]
  }

  /// True if no file was changed or made, and the listener heard nothing.
  var isUntouched: Bool {
    contents.allSatisfy { path, text in FileManager.default.contents(atPath: path) == Data(text.utf8) }
      && !FileManager.default.fileExists(atPath: forbidden)
      && !FileManager.default.fileExists(atPath: "/tmp/gradus-hostile")
      && !FileManager.default.fileExists(atPath: "/dev/shm/gradus-hostile")
      && listeners.allSatisfy { file in
        var waiting = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
        return poll(&waiting, 1, 0) == 0
      }
  }

  private static func manifest(imports: String) -> String {
    """
    title: Hostile
    recipe: adam
    convention: outsideRoot
    type: Adam
    protocol: optimizer
    quantities: {gradients: 0, m: 20, v: 20, mHat: 15, vHat: 15, weights: 30}
    cases:
      - id: only
        title: the only one
        steps: 3
        seed: 1
        settings: {learningRate: 0.07, beta1: 0.8, beta2: 0.65, epsilon: 0.03}
        parameters: {w: [2]}
        weights: {distribution: distinct, magnitudes: [0.75, 1.25]}
        gradients: {distribution: normal, exponents: [-1.6, 1.6]}
    comparison: {rtol: 1.0e-11, atol: 1.0e-12, reason: for the test}
    limits: {wallClock: 2, cpu: 2, memory: 256, compile: 4, output: 4}
    \(imports)
    """
  }

  private static let trainingManifest = """
    title: Hostile training
    recipe: trainLinearNeuron
    convention: gradientDescent
    type: Line
    protocol: trainer
    quantities: {y: 20, loss: 20, gradients: 30, weights: 30}
    cases:
      - id: only
        title: the only one
        steps: 3
        seed: 1
        settings: {learningRate: 0.1}
        parameters: {W: [1, 2], b: [1]}
        inputs: {x: {shape: [6, 2]}, target: {shape: [6, 1]}}
    limits: {wallClock: 2, cpu: 2, memory: 256, compile: 4, output: 4}
    imports: [Foundation]

    """

  /// TCP and UDP on one port of this machine.
  private static func listen() -> (files: [Int32], port: Int) {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let kinds = [SOCK_STREAM, SOCK_DGRAM]
    let files = kinds.map { kind in
      let file = socket(AF_INET, Int32(kind.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
      withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          _ = bind(file, $0, size)
          // The second takes the port that the first was given.
          _ = getsockname(file, $0, &size)
        }
      }
      if kind == SOCK_STREAM { _ = Glibc.listen(file, 8) }
      return file
    }
    return (files, Int(UInt16(bigEndian: address.sin_port)))
  }
}
