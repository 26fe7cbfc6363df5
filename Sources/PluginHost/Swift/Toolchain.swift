internal import Foundation

/// The Swift toolchain that `swift` on PATH belongs to.
package struct Toolchain: Sendable, Equatable {
  /// The `swift` that was found, as PATH has it.
  package let swift: String
  package let frontend: String
  package let linker: String
  package let symbolizer: String
  package let clang: String
  /// The folder of modules and runtime files that belong to the compiler, such as `…/usr/lib/swift`.
  package let resources: String
  /// The folder of the runtime's shared libraries, such as `…/usr/lib/swift/linux`.
  package let runtime: String
  /// The compiler's name for itself, such as "Swift version 6.3.1 (swift-6.3.1-RELEASE)".
  package let version: String
  /// The platform that the compiler makes programs for, such as `aarch64-unknown-linux-gnu`.
  package let triple: String
  /// The triple in the names of compiled modules.
  package let moduleTriple: String
  /// The processor, as runtime folders are named.
  package let architecture: String

  /// Finds the toolchain, following links from `swift` to where it lives, and asks its compiler about the target.
  ///
  /// - Parameter answers: the compiler's answers of earlier runs.
  package static func find(
    path: String? = Environment.current["PATH"], recalling answers: KeptAnswers? = nil
  ) async throws(HostError) -> Toolchain {
    guard let swift = swift(path: path) else { throw .noSwiftOnPath }
    guard let real = Files.realPath(swift), let beside = Files.parent(of: real) else { throw .noSwiftOnPath }
    // A version manager puts a program of its own in swift's place; that one knows the way to the compiler.
    let direct = beside + "/swift-frontend"
    let isDirect = Files.isExecutableFile(direct)
    // Of a version manager's program nobody knows what its answer depends on.
    let question =
      isDirect ? ["-print-target-info", Files.stamp(of: direct), Environment.current["SDKROOT"] ?? ""] : []
    let tools = isDirect ? beside : nil
    if isDirect, let kept = answers?.answer(to: question), let target = TargetInformation(Array(kept.utf8)) {
      return try Toolchain(swift: swift, tools: tools, target: target)
    }
    let asking = Command(isDirect ? direct : swift, ["-print-target-info"], environment: Environment.current)
    let answer = try await asking.run(seconds: 30)
    guard answer.ending == .exited(0), let target = TargetInformation(answer.output) else {
      throw .incompleteToolchain(swift: swift, missing: "answer to -print-target-info")
    }
    let toolchain = try Toolchain(swift: swift, tools: tools, target: target)
    if isDirect { answers?.keep(String(decoding: answer.output, as: UTF8.self), to: question) }
    return toolchain
  }

  private static func swift(path: String?) -> String? {
    (path ?? "").split(separator: ":").map { $0 + "/swift" }.first(where: Files.isExecutableFile)
  }

  /// The state of the toolchain that `find` finds; nil behind a version manager, whose choice nobody else knows.
  static func stamps(path: String?) -> [String]? {
    guard let tools = swift(path: path).flatMap(Files.realPath).flatMap(Files.parent),
      Files.isExecutableFile(tools + "/swift-frontend")
    else { return nil }
    let programs = ["swift-frontend", "ld.lld", "clang", "llvm-symbolizer"].map { Stamps.of(tools + "/" + $0) }
    return Stamps.below(tools + "/../lib/swift/linux", depth: 0).map { programs + $0 }
  }

  private init(swift: String, tools: String?, target: TargetInformation) throws(HostError) {
    let resources = Files.realPath(target.paths.runtimeResourcePath) ?? target.paths.runtimeResourcePath
    let folder = tools ?? resources + "/../../bin"
    func tool(_ names: String...) throws(HostError) -> String {
      for name in names where Files.isExecutableFile(folder + "/" + name) {
        guard let real = Files.realPath(folder + "/" + name) else { continue }
        // lld decides by its name what kind of linker it is, so the link's own name is kept.
        return Files.parent(of: real)! + "/" + name
      }
      throw .incompleteToolchain(swift: swift, missing: names[0])
    }
    self.swift = swift
    self.resources = resources
    frontend = try tool("swift-frontend")
    linker = try tool("ld.lld")
    symbolizer = try tool("llvm-symbolizer")
    clang = try tool("clang")
    guard let runtime = target.paths.runtimeLibraryPaths.first(where: { Files.exists($0 + "/libswiftCore.so") }) else {
      throw .incompleteToolchain(swift: swift, missing: "libswiftCore.so")
    }
    self.runtime = Files.realPath(runtime) ?? runtime
    version = target.compilerVersion
    triple = target.target.triple
    moduleTriple = target.target.moduleTriple
    architecture = target.target.arch ?? String(triple.prefix { $0 != "-" })
  }
}

/// The part of the answer to `swift-frontend -print-target-info` that we need.
private struct TargetInformation: Decodable {
  struct Target: Decodable {
    let triple: String
    let moduleTriple: String
    let arch: String?
  }
  struct Paths: Decodable {
    let runtimeLibraryPaths: [String]
    let runtimeResourcePath: String
  }
  let compilerVersion: String
  let target: Target
  let paths: Paths

  init?(_ answer: [UInt8]) {
    guard let read = try? JSONDecoder().decode(Self.self, from: Data(answer)) else { return nil }
    self = read
  }
}
