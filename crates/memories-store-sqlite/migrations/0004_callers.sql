-- Numbers that numbering plans write in two ways have one form from now on. The rows are
-- rewritten by db/schema/callers.rs.
UPDATE partitions SET revision = revision + 1 WHERE caller GLOB '+5[245]*';
