{{%AUTOESCAPE context="HTML"}}<div class="words" dir="auto">{{CONTENT:x-sanitised}}</div>
