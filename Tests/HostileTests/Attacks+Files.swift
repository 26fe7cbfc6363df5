/// Attacks that read files of others, and change the disk.
extension Attack {
  /// Finds the C library's file.
  private static let finder = """
    @_silgen_name("dladdr") func address(_: UnsafeMutableRawPointer, _: UnsafeMutableRawPointer) -> Int32
    func library() -> String {
      var found = [UInt](repeating: 0, count: 4)
      _ = address(dlsym(nil, "malloc")!, &found)
      return String(cString: UnsafePointer<CChar>(bitPattern: found[0])!)
    }
    """

  static func files(_ target: Target) -> [Attack] {
    [
      .run("reads the goldens", .prints("blocked opening"), "look(\"\(target.goldens)\")"),
      .run("reads the manifest", .prints("blocked opening"), "look(\"\(target.manifest)\")"),
      .run("reads another submission", .prints("blocked opening"), "look(\"\(target.neighbour)\")"),
      .run("reads the course's hidden seed", .prints("blocked opening"), "look(\"\(target.secret)\")"),
      .run("reads /etc/passwd", .prints("blocked opening"), "look(\"/etc/passwd\")"),
      .run("reads /proc/self/maps", .prints("blocked opening"), "look(\"/proc/self/maps\")"),
      .run("reads through /proc/self/root", .prints("blocked opening"), "look(\"/proc/self/root\(target.goldens)\")"),
      .run("reads the host's command line", .prints("blocked opening"), "look(\"/proc/\(target.process)/cmdline\")"),
      .run("reads the host's environment", .prints("blocked opening"), "look(\"/proc/\(target.process)/environ\")"),
      .run("reads the host's memory by file", .prints("blocked opening"), "look(\"/proc/\(target.process)/mem\")"),
      .run(
        "writes its own code by file", .prints("blocked writing"),
        "say(\"writing\", Int(open(\"/proc/self/mem\", O_RDWR)))"),
      .run(
        "lists every folder", .prints("listed 0"),
        """
          var listed = 0
          for path in ["/", "/etc", "/proc", "/home", "/tmp", "\(target.folder)"] {
            guard let stream = opendir(path) else { continue }
            while readdir(stream) != nil { listed += 1 }
          }
          print("listed \\(listed)")
        """),
      .run(
        "reads the environment", .prints("read all variables"),
        """
          var entry = environ
          while let text = entry.pointee { print(String(cString: text)); entry += 1 }
          print("read all variables")
        """),
      .run(
        "looks for inherited descriptors", .prints("open: 2"),
        """
          var found = 0
          for file: Int32 in 3..<1024 where fcntl(file, F_GETFL) >= 0 { found += 1 }
          print("open: \\(found)")
        """),
      .run(
        "asks whether a file exists", .prints("blocked asking"),
        "say(\"asking\", Int(access(\"\(target.goldens)\", F_OK)))"),
      // Without namespaces, names and sizes of files can be asked for while a program is loaded, not their contents.
      .source(
        "asks whether a file exists while it is loaded", foundation: true, .prints("blocked asking"),
        reduced: .prints("DONE asking"),
        """
        import Foundation
        @section(".init_array") @used
        let hook: @convention(c) () -> Void = {
          print(access("\(target.goldens)", F_OK) == 0 ? "DONE asking" : "blocked asking")
        }

        """ + idle),
      .run("reads a library", before: finder, .prints("blocked opening: 13"), "look(library())"),
      .run(
        "looks at a library", before: finder, .prints("blocked looking: 13"),
        """
          var status = stat()
          say("looking", Int(stat(library(), &status)))
        """),
      .run(
        "maps what it has open", .prints("blocked mapping: 13"),
        """
          for file: Int32 in 0..<32 where mmap(nil, 4096, PROT_READ, MAP_PRIVATE, file, 0) != MAP_FAILED { print("DONE") }
          say("mapping", errno == 13 ? -1 : 0)
        """),
      .source(
        "keeps a library open from when it is loaded", foundation: true, .prints("blocked early"),
        """
        import Foundation
        \(finder)
        @section(".init_array") @used
        let hook: @convention(c) () -> Void = {
          print(open(library(), O_RDONLY) >= 0 ? "DONE early" : "blocked early")
        }

        """ + idle),
      .run(
        "writes a file outside", .prints("blocked making"),
        "say(\"making\", Int(open(\"\(target.forbidden)\", O_WRONLY | O_CREAT, 0o644)))"),
      .run(
        "writes into /tmp", .prints("blocked making"),
        "say(\"making\", Int(open(\"/tmp/gradus-hostile\", O_WRONLY | O_CREAT, 0o644)))"),
      .run(
        "writes into shared memory", .prints("blocked making"),
        "say(\"making\", Int(open(\"/dev/shm/gradus-hostile\", O_WRONLY | O_CREAT, 0o644)))"),
      .run(
        "empties the goldens", .prints("blocked emptying"),
        "say(\"emptying\", Int(open(\"\(target.goldens)\", O_WRONLY | O_TRUNC)))"),
      .run(
        "deletes another submission", .prints("blocked deleting"),
        "say(\"deleting\", Int(unlink(\"\(target.neighbour)\")))"
      ),
      .run(
        "renames the goldens", .prints("blocked renaming"),
        "say(\"renaming\", Int(rename(\"\(target.goldens)\", \"\(target.forbidden)\")))"),
      .run(
        "opens up the goldens' mode", .prints("blocked changing"),
        "say(\"changing\", Int(chmod(\"\(target.goldens)\", 0o777)))"),
      .run(
        "makes a symbolic link", .crashes("not allowed"),
        "say(\"linking\", Int(symlink(\"/etc/passwd\", \"\(target.forbidden)\")))"),
      .run("makes a folder", .prints("blocked making"), "say(\"making\", Int(mkdir(\"\(target.forbidden)\", 0o755)))"),
      .run("changes its root", .crashes("not allowed"), "say(\"changing\", Int(chroot(\"/\")))"),
      .run(
        "remembers a run for the next one", .prints("blocked making"),
        "say(\"making\", Int(open(\"state\", O_RDWR | O_CREAT, 0o644)))"),
    ]
  }
}
