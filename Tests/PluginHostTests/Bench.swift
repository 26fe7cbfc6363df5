@testable import PluginHost
import Tensors
import Testing
import Traces

/// The installation and the tools that every test here works with, made once.
struct Bench: Sendable {
  let installation: Installation
  let toolchain: Toolchain
  let sandbox: Sandbox
  let kit: Kit
  let compiler: Compiler
  let runner: Runner

  private static let made = Task {
    let installation = try Installation.find()
    let toolchain = try await Toolchain.find()
    let sandbox = await Sandbox.probe(installation: installation)
    return try await Bench(installation: installation, toolchain: toolchain, sandbox: sandbox)
  }

  /// The bench at the machine's strongest level.
  static var shared: Bench { get async throws { try await made.value } }

  /// The bench without namespaces, as on a machine without bubblewrap.
  static var reduced: Bench {
    get async throws {
      let shared = try await shared
      return try await Bench(
        installation: shared.installation, toolchain: shared.toolchain,
        sandbox: shared.sandbox.without(.namespaces))
    }
  }

  private static let madeWithFoundation = Task {
    let made = try await shared
    return try await Bench(
      installation: made.installation, toolchain: made.toolchain, sandbox: made.sandbox, imports: ["Foundation"])
  }

  /// The bench with Foundation, and so with all of the C library, for submissions that would not even link without it.
  static var withFoundation: Bench { get async throws { try await madeWithFoundation.value } }

  init(
    installation: Installation, toolchain: Toolchain, sandbox: Sandbox, imports: [String] = []
  ) async throws {
    self.installation = installation
    self.toolchain = toolchain
    self.sandbox = sandbox
    kit = try await KitBuilder(
      installation: installation, toolchain: toolchain, sandbox: sandbox, imports: imports
    ).kit()
    compiler = try await Compiler(installation: installation, toolchain: toolchain, kit: kit, sandbox: sandbox)
    runner = await Runner(installation: installation, toolchain: toolchain, sandbox: sandbox)
  }

  /// Compiles source files given as text.
  func compile(
    _ files: [String: String], type: String = "Adam", asking asked: AskedProperties = AskedProperties()
  ) async throws -> Plugin {
    let folder = try Folder(files)
    return try await compiler.compile(
      try Submission(at: folder.path, declaring: [type]), type: type, conformingTo: "Optimizer", asking: asked)
  }

  func compile(_ source: String, type: String = "Adam") async throws -> Plugin {
    try await compile(["Adam.swift": source], type: type)
  }

  /// Returns the error of compiling a source; nil if it compiles.
  func failure(of source: String, type: String = "Adam") async throws -> CompileError? {
    do {
      _ = try await compile(source, type: type)
      return nil
    } catch let error as CompileError {
      return error
    }
  }
}

/// A folder that lives as long as its value.
final class Folder: Sendable {
  let path: String

  init(_ files: [String: String] = [:]) throws {
    path = try Files.makeTemporaryFolder()
    for (name, text) in files {
      let file = path + "/" + name
      try Files.makeFolder(try #require(Files.parent(of: file)))
      try Files.write(Array(text.utf8), to: file)
    }
  }

  deinit {
    Files.remove(path)
  }
}

/// Three parameters of different shapes, with gradients that differ at every step and hold an exact zero.
func smallCase(
  steps: Int, settings: [String: Double] = [:], series: [String: [Double]] = [:]
) -> OptimizerCase {
  var generator = SeededGenerator(seed: 7)
  func tensor(_ shape: [Int]) -> Tensor {
    Tensor(shape: shape, values: (0..<shape.reduce(1, *)).map { $0 == 1 ? 0 : generator.uniform() * 2 - 1 })
  }
  func all() -> [(name: String, tensor: Tensor)] {
    [("W", tensor([4, 3])), ("b", tensor([3])), ("scale", tensor([]))]
  }
  return OptimizerCase(
    settings: settings, settingSeries: series, parameters: all(), gradients: (0..<steps).map { _ in all() })
}
