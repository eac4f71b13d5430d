"""What people see: lines and Rich renderables; nothing here prints."""
