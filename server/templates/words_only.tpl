{{%AUTOESCAPE context="HTML"}}<div class="words">{{CONTENT:x-sanitised}}</div>
