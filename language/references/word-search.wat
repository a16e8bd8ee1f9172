;; Finds /[Cc][Rr][Ee][DdTt][EeSs-]|\\u00[45]/ in bytes: a piece of every word that a file is looked through for
;; (word-search.ts). Sixteen places are looked at in one step: lane n of `load offset=k` is the byte k behind place n.
(module
  ;; 256 KB. The bytes that are searched stand at its beginning; a look at the last of them reads up to 35 bytes further.
  (memory (export "memory") 4)

  ;; Where the first word begins that lies whole from `at` up to `end`; -1 when there is none.
  (func (export "find") (param $at i32) (param $end i32) (result i32)
    (local $found i32)
    (loop $next
      (local.set $at (call $skip (local.get $at) (local.get $end)))
      (local.set $found (i8x16.bitmask (v128.or (call $word (local.get $at)) (call $escape (local.get $at)))))
      (if (i32.eqz (local.get $found))
        (then
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (br_if $next (i32.lt_s (local.get $at) (local.get $end)))
          (return (i32.const -1)))))
    (local.set $at (i32.add (local.get $at) (i32.ctz (local.get $found))))
    (select (local.get $at) (i32.const -1) (i32.le_s (i32.add (local.get $at) (i32.const 5)) (local.get $end))))

  ;; Passes over sixteen places at a time, as long as none of them begins `cr` or `\u`: most do not.
  (func $skip (param $at i32) (param $end i32) (result i32)
    (local $c v128) (local $r v128) (local $backslash v128) (local $u v128)
    (local $case v128) ;; the bit that makes a letter a small one
    (local.set $c (i8x16.splat (i32.const 0x63)))
    (local.set $r (i8x16.splat (i32.const 0x72)))
    (local.set $backslash (i8x16.splat (i32.const 0x5c)))
    (local.set $u (i8x16.splat (i32.const 0x75)))
    (local.set $case (i8x16.splat (i32.const 0x20)))
    (block $here
      (loop $next
        (br_if $here (i32.ge_s (local.get $at) (local.get $end)))
        (br_if $here
          (v128.any_true
            (v128.or
              (v128.and
                (i8x16.eq (v128.or (v128.load (local.get $at)) (local.get $case)) (local.get $c))
                (i8x16.eq (v128.or (v128.load offset=1 (local.get $at)) (local.get $case)) (local.get $r)))
              (v128.and
                (i8x16.eq (v128.load (local.get $at)) (local.get $backslash))
                (i8x16.eq (v128.load offset=1 (local.get $at)) (local.get $u))))))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br $next)))
    (local.get $at))

  ;; The places that begin [Cc][Rr][Ee][DdTt][EeSs-].
  (func $word (param $at i32) (result v128)
    (v128.and
      (v128.and
        (v128.and
          (call $letter (v128.load (local.get $at)) (i32.const 0x63))
          (call $letter (v128.load offset=1 (local.get $at)) (i32.const 0x72)))
        (call $letter (v128.load offset=2 (local.get $at)) (i32.const 0x65)))
      (v128.and
        (v128.or
          (call $letter (v128.load offset=3 (local.get $at)) (i32.const 0x64))
          (call $letter (v128.load offset=3 (local.get $at)) (i32.const 0x74)))
        (v128.or
          (v128.or
            (call $letter (v128.load offset=4 (local.get $at)) (i32.const 0x65))
            (call $letter (v128.load offset=4 (local.get $at)) (i32.const 0x73)))
          (call $byte (v128.load offset=4 (local.get $at)) (i32.const 0x2d))))))

  ;; The places that begin \\u00[45].
  (func $escape (param $at i32) (result v128)
    (v128.and
      (v128.and
        (call $byte (v128.load (local.get $at)) (i32.const 0x5c))
        (call $byte (v128.load offset=1 (local.get $at)) (i32.const 0x75)))
      (v128.and
        (v128.and
          (call $byte (v128.load offset=2 (local.get $at)) (i32.const 0x30))
          (call $byte (v128.load offset=3 (local.get $at)) (i32.const 0x30)))
        (v128.or
          (call $byte (v128.load offset=4 (local.get $at)) (i32.const 0x34))
          (call $byte (v128.load offset=4 (local.get $at)) (i32.const 0x35))))))

  ;; The lanes that hold a letter, small or big.
  (func $letter (param $bytes v128) (param $small i32) (result v128)
    (i8x16.eq (v128.or (local.get $bytes) (i8x16.splat (i32.const 0x20))) (i8x16.splat (local.get $small))))

  (func $byte (param $bytes v128) (param $byte i32) (result v128)
    (i8x16.eq (local.get $bytes) (i8x16.splat (local.get $byte)))))
