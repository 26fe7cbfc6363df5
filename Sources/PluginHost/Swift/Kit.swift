internal import Glibc

/// The compiled kit: what a submission is compiled against and linked with.
package struct Kit: Sendable, Equatable {
  /// The folder that holds all of it.
  package let folder: String
  /// The modules that a submission may import besides.
  let imports: Imports

  /// A name that another kit, another toolchain or another seal does not have.
  package var key: String { Files.name(of: folder) }

  /// Compiled modules.
  var modules: String { folder + "/modules" }
  /// The C headers, copied: Clang takes a module for stale when the time of a header is another, and ours would have another
  /// after an installation anew.
  var headers: String { folder + "/headers" }
  /// The compiler's resources without the modules that a submission may not import.
  var resources: String { folder + "/resources" }
  /// Clang modules, warm.
  var moduleCache: String { folder + "/module-cache" }
  /// The object files, to be linked into every plugin.
  var objects: [String] { KitBuilder.modules.map { modules + "/" + $0 + ".o" } }
  /// Libraries under the system's names that hold no more than a submission may link with.
  var stubs: String { folder + "/stubs" }

  /// The flags that any compilation against the kit has.
  func flags(_ toolchain: Toolchain) -> [String] {
    [
      "-target", toolchain.triple, "-disable-objc-interop", "-parse-as-library", "-O",
      // A crash finds its way back to the student's line by it.
      "-Xcc", "-fno-omit-frame-pointer",
      // Keeps the words of "Index out of range" and the like in an optimised program; costs little.
      "-assert-config", "Debug", "-resource-dir", resources, "-I", modules, "-I", headers, "-module-cache-path",
      moduleCache,
      "-diagnostic-style", "llvm",
    ]
      // The system's headers are out of reach, but where only opening them is refused Clang would see that they are there.
      + (imports.isEmpty ? ["-Xcc", "-nostdlibinc"] : [])
  }

  /// The flags that a submission's compilation has besides. They are part of a Clang module's name, so the kit's own warming up
  /// uses the very same.
  func submissionFlags(_ toolchain: Toolchain) -> [String] {
    // The type checker has Swift's own limits, but that it gives up on an expression, and names its line, after half of the
    // processor time that all of it may take. A submission runs on one thread, so it may have the global variables that mode 6
    // refuses, as `swiftc` lets it. Without tail merging two checks that fail alike stay apart, each with its own line.
    flags(toolchain) + [
      "-swift-version", "5", "-g", "-solver-expression-time-threshold=10", "-Xllvm", "-enable-tail-merge=0",
    ]
  }
}

/// Compiles the kit from its shipped sources, optimised, once for each toolchain and each state of the sources.
///
/// Never taken from a build folder: a debug build of Gradus grades with the same kit as a release build.
package struct KitBuilder: Sendable {
  /// The modules in the order in which they need one another.
  static let modules = ["Tensors", "GradusKit"]
  /// The C module between them, of headers alone.
  private static let headers = "PluginABI"
  /// The folders of the kit's shipped sources.
  package static let folders = modules + [headers]
  private static let compilation = Sandbox.Limits(
    cpuSeconds: 120, memoryBytes: 4 << 30, fileBytes: 256 << 20, openFiles: 256)
  /// Part of the key: a change of the steps below is to change the kit. (A change of the flags does so by itself.)
  private static let recipe = "11"

  private let installation: Installation
  private let toolchain: Toolchain
  private let sandbox: Sandbox
  private let cache: CacheFolder
  /// The folder of kits that this account may only read.
  private let shared: String?
  /// A sentence on the place of a kit, where it is not the usual one; nil for one that was compiled for all accounts.
  package func remark(on kit: Kit) -> String? {
    kit.folder.hasPrefix(cache.path + "/")
      ? cache.reason.map { "\($0) The compiled kit is kept in \(cache.path) instead." } : nil
  }
  private let imports: Imports

  /// - Parameters:
  ///   - imports: the modules that the assignment allows beside the kit.
  ///   - cache: the folder for kits; by default the one that ``CacheFolder`` finds.
  ///   - shared: the folder of kits that were compiled for all accounts; by default, without `cache`, the system's.
  package init(
    installation: Installation, toolchain: Toolchain, sandbox: Sandbox, imports: [String] = [],
    cache: String? = nil, shared: String? = nil
  ) throws(HostError) {
    self.shared = shared ?? (cache == nil ? CacheFolder.shared() : nil)
    self.imports = try Imports(imports)
    self.installation = installation
    self.toolchain = toolchain
    self.sandbox = sandbox
    if let cache {
      try Files.makeFolder(cache)
      self.cache = CacheFolder(path: Files.realPath(cache) ?? cache, reason: nil)
    } else {
      self.cache = try CacheFolder.find(environment: Environment.current)
    }
  }

  /// The kit; compiled now when it is not in the cache. Any number of processes may ask at once. What this process was given
  /// stays until it ends, whatever others remove.
  package func kit() async throws(HostError) -> Kit {
    let (sources, headers) = (try sources(), try headerFiles())
    let name = "/kit-" + key(sources, headers)
    if let shared, try await KitShelf(cache: shared).borrow(shared + name) {
      return Kit(folder: shared + name, imports: imports)
    }
    let kit = Kit(folder: cache.path + name, imports: imports)
    let shelf = KitShelf(cache: cache.path)
    while true {
      if try await shelf.borrow(kit.folder) { return kit }
      // Clang's modules remember absolute paths, so a kit cannot be built elsewhere and moved here: the lock keeps others
      // out, and the file that says `ready` appears last.
      // Not waited for: whoever has it may be done by now, and then uses the kit to the end of its process.
      guard let lock = try FolderLock.attempt(KitShelf.lock(of: kit.folder)) else {
        await FolderLock.pause()
        continue
      }
      defer { withExtendedLifetime(lock) {} }
      if KitShelf.isReady(kit.folder) { continue }
      Files.remove(kit.folder)
      try await build(kit, from: sources, headers)
      try KitShelf.finish(kit.folder, toolchain: toolchain.version)
      shelf.prune(keeping: kit.folder)
    }
  }

  private func build(
    _ kit: Kit, from sources: [String: [Submission.File]], _ headers: [(name: String, bytes: [UInt8])]
  ) async throws(HostError) {
    for folder in [kit.modules, kit.moduleCache, kit.headers] { try Files.makeFolder(folder) }
    for header in headers { try Files.write(header.bytes, to: kit.headers + "/" + header.name) }
    try linkResources(into: kit.resources)
    var access = try await Compiler.access(toolchain, kit: kit, program: toolchain.frontend)
    access.readOnly += [installation.kit]
    access.writable = [kit.folder]
    for module in Self.modules {
      let files = (sources[module] ?? []).map { installation.kit + "/" + module + "/" + $0.path }
      let arguments =
        ["-frontend", "-c"] + files + ["-module-name", module] + kit.flags(toolchain) + [
          "-swift-version", "6", "-enable-upcoming-feature", "ExistentialAny", "-enable-upcoming-feature",
          "InternalImportsByDefault",
          // The kit gives conformances to a type of `Tensors`: its own package's.
          "-package-name", "gradus",
          "-emit-module-path", "\(kit.modules)/\(module).swiftmodule", "-o", "\(kit.modules)/\(module).o",
        ] + (imports.isEmpty ? [] : ["-D", "GRADUS_FOUNDATION"])
      try await run(arguments, access)
    }
    if imports.isEmpty { try await makeStubs(kit, access) }
    // A submission's compilation may only read the module cache, so all it will look for is put there now.
    let sample = kit.folder + "/sample.swift"
    let lines = (["GradusKit"] + imports.names).map { "import \($0)\n" }.joined()
    try Files.write(
      Array((lines + "func sample(_ x: Parameters) -> Parameters { sqrt(x) + 1 }\n").utf8), to: sample)
    access.workingDirectory = kit.folder
    try await run(
      ["-frontend", "-c", sample, "-module-name", "Sample"] + kit.submissionFlags(toolchain) + [
        "-o", kit.folder + "/sample.o",
      ],
      access)
    // Clang makes the folders of its modules for one account, and the kit may be for all.
    Files.letAllRead(kit.folder)
  }

  /// Makes each stub library out of a source that defines its symbols and nothing else.
  private func makeStubs(_ kit: Kit, _ access: Sandbox.Access) async throws(HostError) {
    try Files.makeFolder(kit.stubs)
    let systemLibraries = try await SystemLibraries.of(installation)
    for library in systemLibraries {
      guard let symbols = SystemLibraries.symbols(of: library) else { continue }
      let base = kit.stubs + "/" + Files.name(of: library)
      try Files.write(Array(SystemLibraries.stubSource(symbols).utf8), to: base + ".swift")
      try Files.write(Array("{ global: \(symbols.joined(separator: "; ")); local: *; };\n".utf8), to: base + ".map")
      try await run(
        ["-frontend", "-c", base + ".swift", "-module-name", "Stub"] + kit.flags(toolchain) + ["-o", base + ".o"],
        access)
      var linking = try await Compiler.access(toolchain, kit: kit, program: toolchain.linker)
      linking.writable = [kit.folder]
      try await run(
        [
          "--threads=1", "-shared", "-soname", Files.name(of: library), "--version-script=" + base + ".map", "-o", base,
          base + ".o",
        ], linking, program: toolchain.linker)
    }
  }

  private func run(
    _ arguments: [String], _ access: Sandbox.Access, program: String? = nil
  ) async throws(HostError) {
    let command = try sandbox.command(
      program ?? toolchain.frontend, arguments, access: access, limits: Self.compilation)
    let result = try await command.run(seconds: 300)
    guard result.ending == .exited(0) else {
      let message = String(decoding: result.errors.drop { $0 == UInt8(ascii: "\n") }.prefix(4000), as: UTF8.self)
      throw .toolFailed(tool: "Compiling the kit", message: message.isEmpty ? "\(result.ending)" : message)
    }
  }

  /// Lays out the compiler's resources, by links, with only those modules that a submission may import: what is not here
  /// is "no such module".
  private func linkResources(into folder: String) throws(HostError) {
    let platform = Files.name(of: toolchain.runtime)
    try Files.makeFolder("\(folder)/\(platform)")
    for name in ["shims", "clang", "apinotes"] where Files.exists(toolchain.resources + "/" + name) {
      try Files.link(toolchain.resources + "/" + name, at: folder + "/" + name)
    }
    for name in imports.folders where Files.exists(toolchain.resources + "/" + name) {
      try Files.link(toolchain.resources + "/" + name, at: folder + "/" + name)
    }
    let modules =
      ["Swift", "SwiftOnoneSupport", "_Concurrency", "_StringProcessing", "_RegexParser"] + imports.modules
    for name in modules.map({ $0 + ".swiftmodule" }) + [toolchain.architecture] {
      let target = toolchain.resources + "/" + platform + "/" + name
      if Files.exists(target) { try Files.link(target, at: "\(folder)/\(platform)/\(name)") }
    }
  }

  /// The kit's sources by module, paths relative to the module's folder.
  private func sources() throws(HostError) -> [String: [Submission.File]] {
    var sources: [String: [Submission.File]] = [:]
    for module in Self.modules {
      let folder = installation.kit + "/" + module
      do throws(SubmissionError) {
        sources[module] = try Submission(at: folder).files
      } catch {
        throw .incompleteInstallation(missing: folder)
      }
    }
    return sources
  }

  /// The C headers among our shipped sources, all of them or an error: half of them would be another kit.
  private func headerFiles() throws(HostError) -> [(name: String, bytes: [UInt8])] {
    let folder = installation.kit + "/" + Self.headers + "/include"
    guard let names = Files.names(in: folder) else {
      throw errno == ENOENT
        ? .incompleteInstallation(missing: folder) : .fileSystem(path: folder, reason: Files.reason())
    }
    var files: [(name: String, bytes: [UInt8])] = []
    for name in names {
      guard let bytes = Files.bytes(of: folder + "/" + name) else {
        throw .fileSystem(path: folder + "/" + name, reason: Files.reason())
      }
      files.append((name, bytes))
    }
    return files
  }

  /// A name for the kit: toolchain, flags and every byte of the sources.
  private func key(_ sources: [String: [Submission.File]], _ headers: [(name: String, bytes: [UInt8])]) -> String {
    var digest = Digest()
    // The level too: what the compiler sees of the system's headers goes into the names of its Clang modules.
    for text in [Self.recipe, toolchain.version, toolchain.resources, "\(sandbox.layers.rawValue)"] + imports.names {
      digest.add(text)
    }
    for flag in Kit(folder: "", imports: imports).submissionFlags(toolchain) { digest.add(flag) }
    // A toolchain that is installed anew makes Clang's modules stale as well.
    digest.add(Files.modified(toolchain.resources + "/shims/module.modulemap") ?? "")
    for header in headers {
      digest.add(header.name)
      digest.add(header.bytes)
    }
    for module in Self.modules {
      for file in sources[module] ?? [] {
        digest.add(module + "/" + file.path)
        digest.add(file.bytes)
      }
    }
    return digest.text
  }
}
